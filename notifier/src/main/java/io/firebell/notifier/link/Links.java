package io.firebell.notifier.link;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.text.TenantUrl;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links of a notification.
///
/// @param acknowledge takes the incident; empty where there is none
/// @param resolve ends it; empty where there is none
public record Links(String acknowledge, String resolve) {

  /// Where the pages are found, below the tenant's URL.
  public static final String PATH = "/links";

  /// No links.
  public static final Links NONE = new Links("", "");

  private static final Logger LOG = LoggerFactory.getLogger(Links.class);

  /// What is shorter can be guessed by whoever has one link.
  private static final int SHORTEST_SECRET = 16;

  private static final Duration USUAL_LIFETIME = Duration.ofDays(1);

  /// Those for mails about incidents that are not over, where the channel has a secret to sign them
  /// with. A mail that is made again has the same.
  ///
  /// @param externalUrl where people reach this Firebell; there are no links where it is empty
  public static Links of(Notification notification, Address address, String externalUrl) {
    if (address.type() != ChannelType.EMAIL
        || externalUrl.isEmpty()
        || !(notification.subject() instanceof IncidentSummary incident)
        || incident.resolvedAt() != null) {
      return NONE;
    }
    String secret = address.get(ChannelSettings.LINK_SECRET);
    if (secret.length() < SHORTEST_SECRET) {
      if (!secret.isEmpty()) {
        LOG.atWarn()
            .addKeyValue("channel", address.name())
            .log("A secret for links is too short to be used: it should be 16 characters or more");
      }
      return NONE;
    }
    Instant until = notification.at().plus(lifetime(address)).truncatedTo(ChronoUnit.SECONDS);
    String base = TenantUrl.of(incident.tenant(), externalUrl) + PATH + "/";
    return new Links(
        incident.status().equals("triggered")
            ? base + link(notification, Link.Action.ACKNOWLEDGE, until).token(secret)
            : "",
        base + link(notification, Link.Action.RESOLVE, until).token(secret));
  }

  private static Link link(Notification notification, Link.Action action, Instant until) {
    return new Link(
        notification.subject().tenant(),
        notification.subject().id(),
        action,
        notification.recipient(),
        notification.id(),
        until);
  }

  private static Duration lifetime(Address address) {
    String written = address.get(ChannelSettings.LINK_LIFETIME);
    return written.isEmpty() ? USUAL_LIFETIME : PrometheusDuration.parse(written);
  }

  /// The secrets that a link to this address may be signed with.
  static List<String> secrets(Address address) {
    return Stream.of(ChannelSettings.LINK_SECRET, ChannelSettings.PREVIOUS_LINK_SECRET)
        .map(address::get)
        .filter(secret -> secret.length() >= SHORTEST_SECRET)
        .toList();
  }
}
