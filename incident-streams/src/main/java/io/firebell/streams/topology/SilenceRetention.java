package io.firebell.streams.topology;

import io.firebell.core.mute.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Sees to it that silences are forgotten that have been over for [Silence#KEPT]. Every task knows
/// all of them; each is the affair of one task, which tells all, itself too, by the topic.
final class SilenceRetention {

  /// How long after its beginning the task looks at what it has known before.
  static final Duration AFTER_START = Duration.ofSeconds(5);

  private final KeyValueStore<String, Silence> silences;
  private final DeadlineClock clock;
  private final Share share;
  private final Consumer<String> forget;
  private final Cancellable start;

  /// @param silences `tenant/id` → a silence
  /// @param forget tells all tasks to forget a silence, by its key
  SilenceRetention(
      ProcessingContext context,
      KeyValueStore<String, Silence> silences,
      DeadlineClock clock,
      Share share,
      Consumer<String> forget) {
    this.silences = silences;
    this.clock = clock;
    this.share = share;
    this.forget = forget;
    this.start = context.schedule(AFTER_START, PunctuationType.WALL_CLOCK_TIME, _ -> armAll());
  }

  /// A silence is new, has changed, or is to be forgotten; the store still has it as it was.
  ///
  /// @param silence null when it is to be forgotten
  void take(String key, @Nullable Silence silence) {
    if (share.has(key)) {
      clock.move(tenant(key), key, forgottenAt(silences.get(key)), forgottenAt(silence));
    }
  }

  /// The time of one may have come.
  void check(String key, Instant now) {
    @Nullable Instant at = forgottenAt(silences.get(key));
    if (at != null && !at.isAfter(now)) {
      forget.accept(key);
    }
  }

  /// Arms the deadlines of what was written when silences had none yet.
  private void armAll() {
    start.cancel();
    try (var all = silences.all()) {
      all.forEachRemaining(entry -> {
        if (share.has(entry.key)) {
          clock.move(tenant(entry.key), entry.key, null, forgottenAt(entry.value));
        }
      });
    }
  }

  private static @Nullable Instant forgottenAt(@Nullable Silence silence) {
    return silence == null ? null : silence.forgottenAt();
  }

  private static String tenant(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }
}
