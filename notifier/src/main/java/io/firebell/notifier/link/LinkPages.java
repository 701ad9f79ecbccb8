package io.firebell.notifier.link;

import io.firebell.core.incident.Command;
import io.firebell.notifier.callback.CallbackMetrics;
import io.firebell.notifier.callback.CallbackMetrics.Outcome;
import io.firebell.notifier.callback.CallbackMetrics.Source;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.text.OneLine;
import io.firebell.schemas.CommandLog;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages behind the links of mails.
///
/// | request | answer |
/// |---|---|
/// | `GET /{token}` | what the link does, and a button that does it. Nothing is done: programs look at links before people do |
/// | `POST /{token}` | 200 once the command is on the log |
///
/// | status | when |
/// |---|---|
/// | 403 | the token is none of ours, or not signed with a secret in force |
/// | 404 | there is no such incident |
/// | 410 | the link has been used, or its time is over |
/// | 503 | incidents cannot be read, or commands not written, at present |
///
/// A link is used when its command is in the incident's history, whatever came of it there. The id
/// of that command is the link's, so that the same link used twice at the same moment is one
/// command.
public final class LinkPages implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);

  private final AddressBook addresses;
  private final Sight.Finder incidents;
  private final CommandLog commands;
  private final Function<ServerRequest, String> tenants;
  private final CallbackMetrics metrics;
  private final InstantSource clock;

  /// @param addresses whose secrets links are signed with
  /// @param commands is left open
  /// @param tenants whose a request is
  public LinkPages(
      AddressBook addresses,
      Sight.Finder incidents,
      CommandLog commands,
      Function<ServerRequest, String> tenants,
      CallbackMetrics metrics,
      InstantSource clock) {
    this.addresses = addresses;
    this.incidents = incidents;
    this.commands = commands;
    this.tenants = tenants;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/{token}", (request, response) -> answer(request, response, false))
        .post("/{token}", (request, response) -> answer(request, response, true))
        .any("/{token}", LinkPages::refuse);
  }

  private static void refuse(ServerRequest request, ServerResponse response) {
    response.header(HeaderValues.create(HeaderNames.ALLOW, "GET, POST"));
    new Page(405, "That is not how this page is used", "").send(response);
  }

  /// A page, and what was made of the request that it answers.
  private record Shown(Outcome outcome, Page page) {}

  private void answer(ServerRequest request, ServerResponse response, boolean act) {
    Shown shown = shown(request, act);
    metrics.count(Source.LINK, tenants.apply(request), shown.outcome());
    shown.page().send(response);
  }

  private Shown shown(ServerRequest request, boolean act) {
    String token = request.path().pathParameters().get("token");
    Optional<Link> valid = Link.read(token).filter(link -> isOurs(link, token, request));
    if (valid.isEmpty()) {
      Page invalid =
          new Page(
              403,
              "This link is not valid",
              "It may have been broken in the mail, or the secret that it was made with is used no"
                  + " more.");
      return new Shown(Outcome.UNSIGNED, invalid);
    }
    Link link = valid.get();
    if (clock.instant().isAfter(link.until())) {
      Page old = new Page(410, "This link is too old", "A later mail may have a newer one.");
      return new Shown(Outcome.STALE, old);
    }
    try {
      @Nullable Sight sight = incidents.find(link.tenant(), link.incident(), link.command());
      if (sight == null) {
        return new Shown(Outcome.REFUSED, new Page(404, "There is no such incident", ""));
      }
      Optional<Page> needless = needless(link, sight);
      if (!act) {
        return new Shown(
            Outcome.IGNORED, needless.isPresent() ? needless.get() : asked(link, sight));
      }
      return needless.isPresent()
          ? new Shown(Outcome.REFUSED, needless.get())
          : new Shown(Outcome.ACCEPTED, done(link));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notNow();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("incident", link.incident())
          .log("A link cannot be followed");
      return notNow();
    }
  }

  private boolean isOurs(Link link, String token, ServerRequest request) {
    return link.tenant().equals(tenants.apply(request))
        && addresses.find(link.tenant(), link.recipient()) instanceof AddressBook.Entry.Found found
        && link.isSigned(token, Links.secrets(found.address()));
  }

  /// The page where there is nothing left to do.
  private static Optional<Page> needless(Link link, Sight sight) {
    String title = OneLine.of(sight.title());
    boolean taken = sight.status().equals("acknowledged");
    String by = OneLine.of("Acknowledged by " + sight.acknowledgedBy() + ".");
    if (sight.used()) {
      String state = sight.status().equals("resolved") ? "It is over." : taken ? by : "It is open.";
      return Optional.of(
          new Page(410, "This link has been used", title + ". " + state + " A link works once."));
    }
    if (sight.status().equals("resolved")) {
      return Optional.of(new Page(200, "This incident is over", title + "."));
    }
    return taken && link.action() == Link.Action.ACKNOWLEDGE
        ? Optional.of(new Page(200, "Somebody has taken it", title + ". " + by))
        : Optional.empty();
  }

  private static Page asked(Link link, Sight sight) {
    String title = OneLine.of(sight.title());
    return switch (link.action()) {
      case ACKNOWLEDGE ->
          new Page(
              200,
              "Take this incident?",
              title + ". It is taken in the name of " + link.by() + ", and stops calling others.",
              "Acknowledge");
      case RESOLVE ->
          new Page(
              200,
              "End this incident?",
              title + ". It is ended in the name of " + link.by() + ", whatever its alerts say.",
              "Resolve");
    };
  }

  private Page done(Link link) throws InterruptedException {
    Command.Action action =
        switch (link.action()) {
          case ACKNOWLEDGE -> new Command.Action.Acknowledge("by a link in a mail");
          case RESOLVE -> new Command.Action.Resolve("by a link in a mail");
        };
    commands.append(new Command(link.command(), link.tenant(), link.incident(), link.by(), action));
    String what =
        switch (link.action()) {
          case ACKNOWLEDGE -> "Acknowledged";
          case RESOLVE -> "Resolved";
        };
    return new Page(200, what, "In the name of " + link.by() + ". You can close this page.");
  }

  private static Shown notNow() {
    return new Shown(
        Outcome.FAILED, new Page(503, "That does not work just now", "Try again in a moment."));
  }
}
