package io.firebell.core.heartbeat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.route.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Something that is to be heard of every so often: a nightly job, or a monitoring system's own
/// alert that always fires (a dead man's switch).
///
/// When it is missing an alert fires, `HeartbeatMissing`, which goes the way of every other. It is
/// over when the heartbeat is heard again.
///
/// @param name in the policy and in the alert's label `heartbeat`
/// @param every how far apart two are; positive
/// @param grace how much later one may be
/// @param priority the alert's label `priority`
/// @param match alerts that count as this heartbeat, and as nothing else; none when it has matchers
///   of its own only where it is posted
public record Heartbeat(
    String name, Duration every, Duration grace, Priority priority, List<Matcher> match) {

  /// The [Alert#source] of a heartbeat that is heard.
  public static final String SOURCE = "heartbeat";

  private static final String MISSING = "HeartbeatMissing";
  private static final String LABEL = "heartbeat";
  private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

  /// @throws IllegalArgumentException if it is not to be heard of, or the grace is negative
  public Heartbeat {
    match = List.copyOf(match);
    if (!every.isPositive() || grace.isNegative()) {
      throw new IllegalArgumentException(
          "every should be positive and grace not negative: were " + every + " and " + grace);
    }
  }

  /// A heartbeat as it is put on the log.
  public static Alert heard(String tenant, String name, Instant at) {
    return new Alert(tenant, beat(name), Labels.NONE, at, null, "", Breach.NONE, SOURCE, at);
  }

  /// The name of a heartbeat that is heard; empty of any other alert.
  public static String nameOf(Alert alert) {
    return alert.source().equals(SOURCE) ? alert.labels().get(LABEL) : "";
  }

  /// What identifies it on the log.
  public static Labels beat(String name) {
    return Labels.of("alertname", "Heartbeat", LABEL, name);
  }

  /// Whether an alert of another source counts as this heartbeat.
  public boolean isHeardIn(Alert alert) {
    return !match.isEmpty()
        && alert.fires()
        && match.stream().allMatch(matcher -> matcher.matches(alert.labels()));
  }

  /// When it is missing if it is not heard after `lastAt`.
  public Instant dueAfter(Instant lastAt) {
    return lastAt.plus(every).plus(grace);
  }

  /// The labels of the alert that fires when it is missing.
  Labels alarm() {
    return Labels.of("alertname", MISSING, LABEL, name, "priority", priority.name());
  }

  /// The alert that fires when one is missing, which lasts until it is heard again.
  public static Alert missing(String tenant, Pulse pulse, Instant now) {
    return alarm(tenant, pulse, now, FOR_EVER);
  }

  /// The same when it is heard again.
  public static Alert back(String tenant, Pulse pulse, Instant now) {
    return alarm(tenant, pulse, now, now);
  }

  private static Alert alarm(String tenant, Pulse pulse, Instant now, Instant endsAt) {
    String summary = "no heartbeat of " + pulse.name() + " since " + pulse.lastAt();
    return new Alert(
        tenant,
        pulse.alarm(),
        Labels.of("summary", summary),
        now,
        endsAt,
        "",
        Breach.NONE,
        "firebell",
        now);
  }
}
