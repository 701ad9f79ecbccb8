package io.firebell.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Tells what is done and what happens, as it happens, on a line each.
final class Narrator {

  private static final Set<String> WORTH_TELLING =
      Set.of(
          "IncidentOpened",
          "IncidentReopened",
          "PriorityAssigned",
          "StepReached",
          "StepSkipped",
          "StepFailed",
          "EscalationExhausted",
          "NotificationFailed",
          "IncidentAcknowledged",
          "IncidentResolved",
          "CommandRefused");

  private final Consumer<String> lines;
  private final Set<String> told = new HashSet<>();

  /// @param lines takes what is to be shown
  Narrator(Consumer<String> lines) {
    this.lines = lines;
  }

  /// Somebody outside does something.
  void tell(Duration since, String who, String what) {
    lines.accept(String.format(Locale.ROOT, "%6.1f s  %-20s  %s", seconds(since), who, what));
  }

  /// What has happened to incidents and has not been told yet, in the order of time.
  ///
  /// @param begin when the first alert came, by the clock of the instance
  void tellNews(List<Timeline> timelines, Instant begin) {
    record News(Timeline timeline, Happening happening) {}
    List<News> news = new ArrayList<>();
    for (Timeline timeline : timelines) {
      timeline.happenings().stream()
          .filter(happening -> WORTH_TELLING.contains(happening.fact()))
          .filter(happening -> told.add(timeline.incident() + " " + happening.sequence()))
          .forEach(happening -> news.add(new News(timeline, happening)));
    }
    news.sort(Comparator.comparing(one -> one.happening().at()));
    news.forEach(one ->
        tell(
            Duration.between(begin, one.happening().at()),
            one.timeline().incident(),
            one.happening().text()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
