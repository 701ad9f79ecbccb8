package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Given.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.escalate.Layer;
import io.firebell.core.escalate.Restriction;
import io.firebell.core.escalate.Rotation;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.policy.Policy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A step that pages whoever is on call, on a Saturday at 03:00.
class OnCallStepTest {

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);

  @Test
  void aStepWithNobodyOnCallIsSkippedAtOnceAndSaysSo() {
    Shell shell = new Shell(pagingAliceOn(DayOfWeek.MONDAY));
    shell.fires(alert("a", P1, second(0)));
    assertThat(shell.waits(GROUP_WAIT))
        .containsSubsequence(
            new Fact.StepSkipped("ladder", 1, 1, "nobody can be reached through [schedule/office]"),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB), minute(5.5)));
    assertThat(shell.sent()).extracting(one -> one.recipient()).contains(BOB).doesNotContain(ALICE);
  }

  @Test
  void aStepWithSomebodyOnCallPagesThem() {
    Shell shell = new Shell(pagingAliceOn(DayOfWeek.SATURDAY));
    shell.fires(alert("a", P1, second(0)));
    assertThat(shell.waits(GROUP_WAIT))
        .contains(new Fact.StepReached("ladder", 1, 1, List.of(ALICE), minute(5.5)));
    assertThat(shell.sent()).extracting(one -> one.recipient()).contains(ALICE).doesNotContain(BOB);
  }

  private static Policy pagingAliceOn(DayOfWeek day) {
    Policy policy =
        agreed().climbing("ladder", 0, step(5, "schedule/office"), step(5, "user/bob")).policy();
    Restriction wholeDay = new Restriction(EnumSet.of(day), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    Layer layer =
        new Layer(
            Rotation.days(1, LocalTime.MIDNIGHT, LocalDate.EPOCH),
            List.of("alice"),
            List.of(wholeDay));
    return new Policy(
        policy.version(),
        policy.resolveTimeout(),
        policy.reopenWithin(),
        policy.levels(),
        policy.classifier(),
        policy.routing(),
        policy.plans(),
        policy.escalations(),
        Map.of("office", new Schedule("office", ZoneOffset.UTC, List.of(layer), List.of())),
        policy.users(),
        policy.channels(),
        policy.providers(),
        policy.hours(),
        MuteRules.NONE,
        Map.of(),
        List.of());
  }
}
