package io.firebell.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What happened to one incident since an outage began.
///
/// @param incident its id
record Timeline(String incident, List<Happening> happenings) {

  private static final Set<String> OUTCOMES =
      Set.of("NotificationDelivered", "NotificationFailed", "NotificationWithdrawn");

  Timeline {
    happenings = List.copyOf(happenings);
  }

  /// Reads the API's answer, from the first alert of the outage on; nothing if it has none.
  ///
  /// An instance that has seen an earlier outage may open its incidents again, with all that
  /// happened to them then.
  static Optional<Timeline> of(String incident, JsonNode answer, String outage) {
    List<Happening> all = new ArrayList<>();
    answer.path("timeline").forEach(fact -> all.add(Happening.of(fact)));
    return all.stream()
        .filter(happening -> happening.isAlertOf(outage))
        .map(Happening::at)
        .min(Instant::compareTo)
        .map(begin ->
            new Timeline(
                incident,
                all.stream().filter(happening -> !happening.at().isBefore(begin)).toList()));
  }

  Optional<Happening> first(String fact) {
    return first(happening -> happening.is(fact));
  }

  Optional<Happening> first(Predicate<Happening> which) {
    return happenings.stream().filter(which).findFirst();
  }

  Optional<Happening> last(String... facts) {
    return happenings.reversed().stream()
        .filter(happening -> List.of(facts).contains(happening.fact()))
        .findFirst();
  }

  boolean isOver() {
    return last("IncidentResolved", "IncidentOpened", "IncidentReopened")
        .filter(happening -> happening.is("IncidentResolved"))
        .isPresent();
  }

  boolean isTaken() {
    return first("IncidentAcknowledged").isPresent();
  }

  /// Whether a step of an escalation was reached in any round.
  boolean hasReached(int step) {
    return reached(step).isPresent();
  }

  private Optional<Happening> reached(int step) {
    return first(happening ->
        happening.is("StepReached") && happening.details().path("step").asInt() == step);
  }

  /// When the first page of a step arrived.
  Optional<Instant> pageArrived(int step) {
    return reached(step)
        .flatMap(reached ->
            first(happening -> happening.isNewPage() && happening.sequence() > reached.sequence()))
        .map(page -> page.details().path("notificationId").asText())
        .flatMap(id ->
            first(happening ->
                happening.is("NotificationDelivered")
                    && happening.details().path("notificationId").asText().equals(id)))
        .map(Happening::at);
  }

  /// Whether it is known of every notification what became of it.
  boolean isSettled() {
    Set<String> open = new HashSet<>();
    for (Happening happening : happenings) {
      String id = happening.details().path("notificationId").asText();
      if (happening.is("NotificationRequested")) {
        open.add(id);
      } else if (OUTCOMES.contains(happening.fact())) {
        open.remove(id);
      }
    }
    return open.isEmpty();
  }

  long count(Predicate<Happening> which) {
    return happenings.stream().filter(which).count();
  }
}
