package io.firebell.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Map<String, Hours> HOURS =
      Map.of(
          "business", hours("business", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), 9, 17),
          "nights", hours("nights", Set.of(), 22, 6),
          "mornings", hours("mornings", Set.of(), 6, 8),
          "always", hours("always", Set.of(), 0, 24));

  @Test
  void aRouteWithoutHoursIsNeverQuiet() {
    assertThat(quiet(List.of(), List.of(), "", "2026-11-21T03:00")).isNull();
  }

  /// The clock goes back on 25 October 2026 at 02:00.
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T21:59:59,,",
    "2026-11-20T22:00:00, nights, 2026-11-21T06:00",
    "2026-11-21T05:59:59, nights, 2026-11-21T06:00",
    "2026-11-21T06:00:00,,",
    "2026-10-24T23:00:00, nights, 2026-10-25T06:00",
  })
  void mutedHoursAreQuietUntilTheyEnd(String at, @Nullable String name, @Nullable String until) {
    @Nullable Quiet quiet = quiet(List.of("nights"), List.of(), "", at);
    if (name == null || until == null) {
      assertThat(quiet).isNull();
    } else {
      assertThat(quiet)
          .isEqualTo(new Quiet("route {} is muted in the hours " + name, instant(until)));
    }
  }

  @Test
  void hoursThatFollowOneAnotherAreQuietUntilTheLastEnds() {
    assertThat(quiet(List.of("mornings", "nights"), List.of(), "", "2026-11-20T23:00"))
        .isEqualTo(new Quiet("route {} is muted in the hours nights", instant("2026-11-21T08:00")));
  }

  @Test
  void outsideActiveHoursARouteIsQuietUntilAnyOfThemBegins() {
    assertThat(quiet(List.of(), List.of("business", "mornings"), "", "2026-11-20T18:00"))
        .isEqualTo(
            new Quiet(
                "route {} is active only in the hours business, mornings",
                instant("2026-11-21T06:00")));
    assertThat(quiet(List.of(), List.of("business", "mornings"), "", "2026-11-20T09:00")).isNull();
  }

  @Test
  void theHoursOfARouteAndOfAPlanHaveBothToCome() {
    assertThat(quiet(List.of("mornings"), List.of(), "business", "2026-11-20T18:00"))
        .isEqualTo(
            new Quiet("plan p answers P3 only in the hours business", instant("2026-11-23T09:00")));
  }

  @Test
  void aQuietThatDoesNotEndIsLookedAtAgainAfterAWeek() {
    assertThat(quiet(List.of("always"), List.of(), "", "2026-11-20T18:00"))
        .isEqualTo(new Quiet("route {} is muted in the hours always", instant("2026-11-27T18:00")));
  }

  private static @Nullable Quiet quiet(
      List<String> muted, List<String> active, String answered, String at) {
    Route route =
        new Route(
            Route.ROOT_KEY,
            List.of(),
            new Grouping.By(List.of()),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            false,
            "p",
            List.of(),
            muted,
            active);
    Response response = new Response("", Duration.ZERO, List.of("c"), answered, null);
    List<PriorityLevel> levels =
        Arrays.stream(Priority.values())
            .map(priority ->
                new PriorityLevel(priority, priority.name(), List.of(), null, null, null))
            .toList();
    Policy policy =
        new Policy(
            1,
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            levels,
            new Classifier(List.of(), levels),
            new RoutingTree(route),
            Map.of("p", new Plan("p", Map.of(Priority.P3, response))),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            HOURS,
            MuteRules.NONE,
            Map.of(),
            List.of());
    return policy.quiet(route, Priority.P3, instant(at)).orElse(null);
  }

  private static Instant instant(String local) {
    return LocalDateTime.parse(local).atZone(LONDON).toInstant();
  }

  private static Hours hours(String name, Set<DayOfWeek> days, int from, int to) {
    return new Hours(
        name,
        List.of(
            new TimeInterval(
                List.of(new TimeRange(from * 60, to * 60)),
                days,
                List.of(),
                Set.of(),
                List.of(),
                LONDON)));
  }
}
