package io.firebell.core.incident;

import io.firebell.core.classify.UpdateClock;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What people say about the state of the work, and the clock that waits for it.
///
/// | | priority given or raised | update, or a phase is reported | overdue | resolved |
/// |---|---|---|---|---|
/// | the priority has a clock | the first update is expected | the next is | whoever has the incident is reminded, the next is | stops |
/// | it has none | stops | | stops | |
///
/// While nothing of the incident is to be heard, a clock that runs out only begins anew.
final class Updates {

  private Updates() {}

  /// Starts the clock of the priority that the incident has got.
  static void begin(Decision decision, Instant at, Cause cause) {
    if (decision.incident().isMerged()) {
      return;
    }
    expect(decision, clock(decision).map(UpdateClock::first), at, cause);
  }

  static void report(
      Decision decision, String by, Phase phase, String note, Instant at, Cause cause) {
    decision.append(new Fact.PhaseReported(by, phase, note), at, cause);
    Optional<Postmortem> pending = Postmortems.of(decision.incident(), decision.incident().id());
    if (phase == Phase.DOCUMENTATION && pending.isPresent()) {
      Postmortems.written(decision, pending.get(), by, "", at, cause);
    }
    String text = phase.report() + (note.isEmpty() ? "" : ": " + note);
    if (decision.incident().isOver()) {
      channels(decision)
          .forEach(one -> say(decision, one.recipient(), text + " (" + by + ")", at, cause));
    } else {
      tellAll(decision, by, text, at, cause);
    }
  }

  static void post(Decision decision, String by, String text, Instant at, Cause cause) {
    decision.append(new Fact.UpdatePosted(by, text), at, cause);
    tellAll(decision, by, text, at, cause);
  }

  /// Why a phase cannot begin now; empty when it can.
  static String refusal(Incident incident, Phase phase, String note) {
    if (incident.isOver() != phase.isAftermath()) {
      return incident.isOver() ? "the incident is over" : "the incident is not over yet";
    }
    if (incident.phase() == Phase.DOCUMENTATION) {
      return "it is documented already";
    }
    return incident.phase() == phase && note.isEmpty() ? "that has been said already" : "";
  }

  /// Tells everybody who follows the incident, and status pages, who are not told by whom.
  private static void tellAll(Decision decision, String by, String text, Instant at, Cause cause) {
    Set<Recipient> pages = recipients(informed(decision).stream());
    Set<Recipient> others = recipients(channels(decision).stream());
    decision.incident().conversations().stream()
        .filter(Conversation::knowsOfIt)
        .forEach(one -> others.add(one.recipient()));
    others.removeAll(pages);
    others.forEach(one -> say(decision, one, text + " (" + by + ")", at, cause));
    pages.forEach(one -> say(decision, one, text, at, cause));
    expect(decision, clock(decision).map(UpdateClock::every), at, cause);
  }

  private static void say(
      Decision decision, Recipient recipient, String text, Instant at, Cause cause) {
    Conversations.tell(decision, recipient, Event.REPORTED, text, at, cause);
  }

  private static void expect(
      Decision decision, Optional<Duration> within, Instant at, Cause cause) {
    if (within.isPresent()) {
      decision.append(new Fact.UpdateExpected(at.plus(within.get())), at, cause);
    }
  }

  /// Reminds people of the update that is overdue.
  static void missed(Decision decision, Instant due, Instant at) {
    Cause cause = new Cause(Cause.Kind.TIMER, "status update");
    Optional<UpdateClock> clock = clock(decision);
    if (clock.isEmpty()) {
      decision.append(new Fact.UpdateExpected(null), at, cause);
      return;
    }
    if (decision.incident().extent().audible() == 0) {
      // Nobody is to hear of it at present, nor that nobody speaks of it.
      expect(decision, clock.map(UpdateClock::every), at, cause);
      return;
    }
    decision.append(new Fact.UpdateMissed(due), at, cause);
    expect(decision, clock.map(UpdateClock::every), at, cause);
    String reason = "a status update was due at " + due;
    Set<Recipient> reminded = responsible(decision);
    reminded.addAll(recipients(channels(decision).stream()));
    reminded.removeAll(recipients(informed(decision).stream()));
    reminded.removeIf(one -> !one.type().carries(Event.UPDATE_OVERDUE));
    if (reminded.isEmpty()) {
      String whom = "anybody that a status update is overdue";
      decision.append(
          new Fact.NotificationWithheld(whom, "none who has it can be reminded"), at, cause);
    }
    reminded.forEach(
        one -> Conversations.tell(decision, one, Event.UPDATE_OVERDUE, reason, at, cause));
  }

  /// Who has the incident, or else whom the last step has paged, where they can be reminded.
  private static Set<Recipient> responsible(Decision decision) {
    Incident incident = decision.incident();
    Set<Recipient> known = reachable(decision, Stream.of(incident.acknowledgedBy()));
    List<Recipient> paged = incident.climb().paged();
    if (known.isEmpty()) {
      known = reachable(decision, paged.stream().filter(Recipient::isUser).map(Recipient::name));
      paged.stream().filter(one -> !one.isUser()).forEach(known::add);
    }
    return known;
  }

  private static Set<Recipient> reachable(Decision decision, Stream<String> users) {
    Set<Recipient> reachable = new LinkedHashSet<>();
    users
        .flatMap(name -> decision.policy().contact(name, Event.UPDATE_OVERDUE).stream())
        .forEach(reachable::add);
    return reachable;
  }

  private static Optional<UpdateClock> clock(Decision decision) {
    @Nullable UpdateClock clock = decision.level(decision.incident().answeredAs()).update();
    return Optional.ofNullable(clock);
  }

  private static List<Channel> channels(Decision decision) {
    return decision.policy().channels(decision.response().inform());
  }

  private static List<Channel> informed(Decision decision) {
    return decision.policy().channels(clock(decision).map(UpdateClock::inform).orElse(List.of()));
  }

  private static Set<Recipient> recipients(Stream<Channel> channels) {
    Set<Recipient> recipients = new LinkedHashSet<>();
    channels.map(Channel::recipient).forEach(recipients::add);
    return recipients;
  }
}
