package io.firebell.notifier.callback;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/// What is counted of what far sides tell: `firebell.callbacks`, with the tags `type`, `tenant` and
/// `outcome`. Thread-safe. `docs/metrics.md` is the same for people.
public final class CallbackMetrics {

  /// Where it comes from.
  public enum Source {
    SLACK,
    SLACK_SOCKET,
    PAGERDUTY,
    LINK
  }

  /// What was made of it.
  public enum Outcome {
    /// What it asks for is on the log, or has been answered.
    ACCEPTED,
    /// It asks for nothing.
    IGNORED,
    /// It asks for something that cannot be done, or makes no sense.
    REFUSED,
    /// It is not signed with a secret in force.
    UNSIGNED,
    /// It was signed too long ago.
    STALE,
    /// It could not be taken at that moment.
    FAILED
  }

  private final MeterRegistry registry;

  public CallbackMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public void count(Source source, String tenant, Outcome outcome) {
    Tags tags = Tags.of("type", name(source), "tenant", tenant, "outcome", name(outcome));
    registry.counter("firebell.callbacks", tags).increment();
  }

  private static String name(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
