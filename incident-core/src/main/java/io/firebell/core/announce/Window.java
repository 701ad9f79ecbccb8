package io.firebell.core.announce;

import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.time.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// One occasion of a maintenance, from when people are told of it.
///
/// @param id unique, also among windows that were called off
/// @param changed whether the last news is that its times are others
/// @param revision how often there has been something to tell
/// @param muted how many different alerts have been muted in it
public record Window(
    String id,
    Instant from,
    Instant to,
    Stage stage,
    boolean changed,
    int revision,
    int muted,
    List<Listener> listeners) {

  /// How long after its end a window is over: what was muted in its last moment is counted then.
  static final Duration COUNTED = Duration.ofSeconds(2);

  public Window {
    listeners = List.copyOf(listeners);
  }

  static Window opened(String key, Stretch time, Stage stage, Instant now) {
    String id = "%s-%d-%d".formatted(key, time.from().getEpochSecond(), now.getEpochSecond());
    return new Window(id, time.from(), time.to(), stage, false, 1, 0, List.of());
  }

  Stretch time() {
    return new Stretch(from, to);
  }

  boolean isOpen() {
    return !stage.isLast();
  }

  /// Whether nobody is to hear anything more of it.
  boolean isDone() {
    return stage.isLast() && listeners.stream().allMatch(one -> one.told() >= revision);
  }

  Window at(Stage next) {
    return new Window(id, from, to, next, false, revision + 1, muted, listeners);
  }

  /// The window at other times.
  Window moved(Stretch time) {
    return new Window(id, time.from(), time.to(), stage, true, revision + 1, muted, listeners);
  }

  /// Over, if it is not yet, before its time.
  Window cutShort(Instant now) {
    Instant end = now.isBefore(to) ? now : to;
    return new Window(id, from, end, Stage.OVER, false, revision + 1, muted, listeners);
  }

  Window counting() {
    return new Window(id, from, to, stage, changed, revision, muted + 1, listeners);
  }

  Window heardBy(List<Listener> those) {
    return new Window(id, from, to, stage, changed, revision, muted, those);
  }

  Window with(Listener changed) {
    List<Listener> next = new ArrayList<>();
    for (Listener one : listeners) {
      next.add(one.recipient().equals(changed.recipient()) ? changed : one);
    }
    return heardBy(next);
  }

  /// The window when its times have come.
  Window when(Instant now) {
    return switch (stage) {
      case PLANNED -> from.isAfter(now) ? this : to.isAfter(now) ? at(Stage.BEGUN) : at(Stage.OVER);
      case BEGUN -> to.plus(COUNTED).isAfter(now) ? this : at(Stage.OVER);
      case OVER, CALLED_OFF -> this;
    };
  }

  /// The next time at which there is something to do.
  Optional<Instant> nextDeadline() {
    Stream<Instant> own =
        switch (stage) {
          case PLANNED -> Stream.of(from);
          case BEGUN -> Stream.of(to.plus(COUNTED));
          case OVER, CALLED_OFF -> Stream.empty();
        };
    Stream<Instant> theirs =
        listeners.stream().map(Listener::dueAt).filter(Objects::nonNull).map(Instant.class::cast);
    return Stream.concat(own, theirs).min(Instant::compareTo);
  }
}
