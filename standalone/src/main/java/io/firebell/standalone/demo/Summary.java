package io.firebell.standalone.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a Firebell made of an outage.
///
/// Counts of alerts are of what was sent; everything else is read from the timelines of the
/// incidents, in seconds from the first alert by the clock of the instance.
///
/// @param alerts what was sent
/// @param incidents what it became, in the order in which they opened
/// @param notifications how many were asked for, pages included
/// @param delivered how many of them arrived
/// @param failed how many of them definitely did not
/// @param pages how many asked somebody to act
/// @param pagesAfterAcknowledgement how many of those came after somebody had taken the incident
/// @param pagesWithoutGrouping how many a pager sends that pages each time an alert begins to fire
/// @param secondsToFirstPage until the first page arrived; null if none did
/// @param secondsToSecondStep until a page of a second step arrived; null if none did
/// @param secondsToAcknowledgement until somebody had taken an incident; null if nobody had
/// @param secondsToResolution until the last incident was over; null if one was not
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Summary(
    Alerts alerts,
    List<OneIncident> incidents,
    long notifications,
    long delivered,
    long failed,
    long pages,
    long pagesAfterAcknowledgement,
    long pagesWithoutGrouping,
    @Nullable Double secondsToFirstPage,
    @Nullable Double secondsToSecondStep,
    @Nullable Double secondsToAcknowledgement,
    @Nullable Double secondsToResolution) {

  public Summary {
    incidents = List.copyOf(incidents);
  }

  /// What was sent.
  ///
  /// @param distinct how many alerts there were, however often each was sent
  /// @param sent how many sendings of them
  /// @param repeats how many of those said nothing new
  /// @param flaps how many said that an alert which had seemed to be over fires again
  /// @param ends how many said that an alert was over
  /// @param accepted how many of the sendings the instance accepted
  public record Alerts(int distinct, int sent, int repeats, int flaps, int ends, int accepted) {}

  /// One incident.
  ///
  /// @param priority the last it had; empty if it has none
  /// @param alerts how many alerts joined it
  /// @param resolvedBy who ended it; empty when its alerts did, null when it is not over
  public record OneIncident(
      String id, String priority, long alerts, List<Step> steps, @Nullable String resolvedBy) {
    public OneIncident {
      steps = List.copyOf(steps);
    }
  }

  /// A step of an escalation that was reached.
  ///
  /// @param pages how many it sent
  public record Step(String escalation, int step, int round, long pages) {}

  static Summary of(Sent sent, List<Timeline> timelines) {
    Optional<Instant> begin = begin(timelines);
    return new Summary(
        new Alerts(
            sent.alerts(),
            sent.sendings(),
            sent.repeats(),
            sent.flaps(),
            sent.ends(),
            sent.accepted()),
        timelines.stream()
            .sorted(Comparator.comparing(timeline -> timeline.happenings().getFirst().at()))
            .map(Summary::incident)
            .toList(),
        count(timelines, Happening::isNewNotification),
        count(timelines, happening -> happening.is("NotificationDelivered")),
        count(timelines, happening -> happening.is("NotificationFailed")),
        count(timelines, Happening::isNewPage),
        timelines.stream().mapToLong(Summary::pagesAfterAcknowledgement).sum(),
        sent.firings(),
        seconds(begin, pageArrived(timelines, 1)),
        seconds(begin, pageArrived(timelines, 2)),
        seconds(begin, acknowledged(timelines)),
        seconds(begin, resolved(timelines)));
  }

  /// When the first alert came.
  static Optional<Instant> begin(List<Timeline> timelines) {
    return timelines.stream()
        .flatMap(timeline -> timeline.first("AlertFired").stream())
        .map(Happening::at)
        .min(Comparator.naturalOrder());
  }

  private static OneIncident incident(Timeline timeline) {
    Optional<Happening> end =
        timeline.isOver() ? timeline.last("IncidentResolved") : Optional.empty();
    return new OneIncident(
        timeline.incident(),
        timeline
            .last("PriorityAssigned")
            .map(assigned -> assigned.details().path("priority").asText())
            .orElse(""),
        timeline.happenings().stream()
            .filter(happening -> happening.is("AlertFired"))
            .map(happening -> happening.details().path("alert").asText())
            .distinct()
            .count(),
        steps(timeline),
        end.map(happening -> happening.details().path("by").asText()).orElse(null));
  }

  private static List<Step> steps(Timeline timeline) {
    List<Step> steps = new ArrayList<>();
    for (Happening happening : timeline.happenings()) {
      if (happening.is("StepReached")) {
        steps.add(
            new Step(
                happening.details().path("escalation").asText(),
                happening.details().path("step").asInt(),
                happening.details().path("round").asInt(),
                0));
      } else if (happening.isNewPage() && !steps.isEmpty()) {
        Step last = steps.removeLast();
        steps.add(new Step(last.escalation(), last.step(), last.round(), last.pages() + 1));
      }
    }
    return steps;
  }

  private static long count(List<Timeline> timelines, Predicate<Happening> which) {
    return timelines.stream().mapToLong(timeline -> timeline.count(which)).sum();
  }

  private static long pagesAfterAcknowledgement(Timeline timeline) {
    int taken =
        timeline.first("IncidentAcknowledged").map(Happening::sequence).orElse(Integer.MAX_VALUE);
    return timeline.count(happening -> happening.isNewPage() && happening.sequence() > taken);
  }

  private static Optional<Instant> pageArrived(List<Timeline> timelines, int step) {
    return earliest(timelines.stream().flatMap(timeline -> timeline.pageArrived(step).stream()));
  }

  private static Optional<Instant> acknowledged(List<Timeline> timelines) {
    return earliest(
        timelines.stream()
            .flatMap(timeline -> timeline.first("IncidentAcknowledged").stream())
            .map(Happening::at));
  }

  private static Optional<Instant> resolved(List<Timeline> timelines) {
    return timelines.stream().allMatch(Timeline::isOver)
        ? timelines.stream()
            .flatMap(timeline -> timeline.last("IncidentResolved").stream())
            .map(Happening::at)
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private static Optional<Instant> earliest(Stream<Instant> instants) {
    return instants.min(Comparator.naturalOrder());
  }

  private static @Nullable Double seconds(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(begin -> to.map(end -> Duration.between(begin, end).toMillis() / 1e3))
        .orElse(null);
  }
}
