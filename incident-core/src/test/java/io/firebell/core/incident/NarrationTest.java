package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P2;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Rating;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NarrationTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks");
  private static final Mute FLAPPING = new Mute(Mute.Kind.FLAPPING, "", "");
  private static final String LABELS = "{alertname=\"DiskFull\", host=\"a\", severity=\"P1\"}";

  @ParameterizedTest
  @MethodSource("facts")
  void aFactReadsAs(Fact fact, String line) {
    assertThat(Narration.of(fact)).isEqualTo(line);
  }

  @Test
  void everyKindOfFactIsReadAboveAtLeastOnce() {
    assertThat(facts().<Object>map(one -> Objects.requireNonNull(one.get()[0]).getClass()))
        .containsAll(Arrays.asList(Fact.class.getPermittedSubclasses()));
  }

  static Stream<Arguments> facts() {
    return Stream.of(
        arguments(new Fact.IncidentOpened(Given.GROUP), "opened on route {}"),
        arguments(new Fact.IncidentReopened(), "reopened"),
        arguments(Given.fired(A, true, true, second(30)), "alert fired: " + LABELS),
        arguments(
            new Fact.AlertFired(
                A.fingerprint(),
                A.labels(),
                true,
                false,
                null,
                List.of(SILENCE, FLAPPING),
                null,
                true),
            "alert fired: " + LABELS + ", muted by silence 3f2a by carol: disks; flapping"),
        arguments(
            new Fact.AlertFired(
                A.fingerprint(), A.labels(), true, true, second(30), List.of(), null, false),
            "alert fired: " + LABELS + ", only counted since the list of alerts is full"),
        arguments(
            new Fact.AlertMuted(A.fingerprint(), A.labels(), List.of(SILENCE), false, true, null),
            "alert muted: " + LABELS + ", muted by silence 3f2a by carol: disks"),
        arguments(
            new Fact.AlertUnmuted(A.fingerprint(), A.labels(), true, second(30), null),
            "alert not muted any more: " + LABELS),
        arguments(
            new Fact.AlertRated(A.fingerprint(), A.labels(), P3, new Rating(P1, "disk", false)),
            "alert is P1 now: " + LABELS),
        arguments(
            new Fact.FlushWithheld("all of its alerts are muted"),
            "not told anybody: all of its alerts are muted"),
        arguments(ended(Kind.RESOLVED), "alert resolved: " + LABELS),
        arguments(ended(Kind.EXPIRED), "alert expired, not repeated in time: " + LABELS),
        arguments(ended(Kind.LEFT), "alert is routed elsewhere by a new policy: " + LABELS),
        arguments(
            new Fact.PriorityAssigned(P1, "severity", null, List.of()), "P1 by rule \"severity\""),
        arguments(
            new Fact.PriorityAssigned(P1, "severity", P2, List.of("broken: no such key")),
            "P1 by rule \"severity\", raised from P2 (failed rules: [broken: no such key])"),
        arguments(
            new Fact.PriorityAssigned(P2, "severity", P1, List.of()),
            "P2 by rule \"severity\", lowered from P1"),
        arguments(
            new Fact.GroupFlushed("2 more firing", true, null), "channels told: 2 more firing"),
        arguments(
            new Fact.GroupFlushed("nothing to tell", false, null), "flushed: nothing to tell"),
        arguments(
            new Fact.NotificationWithheld("everybody", "plan disks only logs P4"),
            "not told everybody: plan disks only logs P4"),
        arguments(
            new Fact.PromiseMade(Promise.Kind.RESPONSE, Duration.ofMinutes(5), minute(5)),
            "promised: somebody takes it within PT5M, by 2026-11-21T03:05:00Z"),
        arguments(
            new Fact.PromiseMissed(Promise.Kind.NOTICE, Duration.ofHours(1), minute(60)),
            "promise missed: somebody has been told within PT1H"),
        arguments(
            new Fact.GroupHeld("it is night", minute(60)),
            "nobody told before 2026-11-21T04:00:00Z: it is night"),
        arguments(
            new Fact.StepHeld("ladder", "it is night", minute(60)),
            "escalation ladder waits until 2026-11-21T04:00:00Z: it is night"),
        arguments(
            new Fact.NotificationHeld(ALICE, Event.RESOLVED, "", "it is night", minute(60)),
            "RESOLVED to user/alice by slack waits until 2026-11-21T04:00:00Z: it is night"),
        arguments(
            new Fact.EscalationStarted("ladder", second(30), Until.ACKNOWLEDGED),
            "escalation ladder begins at 2026-11-21T03:00:30Z"),
        arguments(
            new Fact.EscalationStarted("ladder", second(30), Until.RESOLVED),
            "escalation ladder begins at 2026-11-21T03:00:30Z, until it is resolved"),
        arguments(
            new Fact.StepReached("ladder", 2, 1, List.of(BOB, SCREEN), second(30)),
            "step 2 of ladder, round 1 pages user/bob by pagerduty, channel/screen by terminal"),
        arguments(
            new Fact.StepSkipped("ladder", 2, 1, "nobody can be reached"),
            "step 2 of ladder, round 1 skipped: nobody can be reached"),
        arguments(
            new Fact.StepFailed("ladder", 2, 1, "no page of it can be delivered"),
            "step 2 of ladder, round 1 failed: no page of it can be delivered"),
        arguments(
            new Fact.EscalationExhausted("ladder", "nobody has acknowledged in round 1"),
            "escalation ladder exhausted: nobody has acknowledged in round 1"),
        arguments(
            new Fact.NotificationRequested("i-1-n2", ALICE, Event.PAGED, "step 1", 1),
            "i-1-n2 pages user/alice by slack: step 1"),
        arguments(
            new Fact.NotificationRequested("i-1-n2", SCREEN, Event.UPDATED, "1 ended", 3),
            "i-1-n2 informs channel/screen by terminal, attempt 3: 1 ended"),
        arguments(
            new Fact.NotificationQueued(ALICE, Event.PAGED, ""),
            "PAGED to user/alice by slack waits its turn"),
        arguments(
            new Fact.NotificationDelivered("i-1-n2", ALICE, "", 1, Duration.ofMillis(20)),
            "i-1-n2 delivered to user/alice by slack after PT0.02S"),
        arguments(
            new Fact.NotificationDelayed("i-1-n2", ALICE, "busy", second(30)),
            "i-1-n2 to user/alice by slack delayed until 2026-11-21T03:00:30Z: busy"),
        arguments(
            new Fact.NotificationFailed("i-1-n2", ALICE, "no such address"),
            "i-1-n2 to user/alice by slack failed: no such address"),
        arguments(
            new Fact.NotificationWithdrawn("i-1-n2", ALICE, "acknowledged by carol"),
            "i-1-n2 to user/alice by slack withdrawn: acknowledged by carol"),
        arguments(
            new Fact.NotificationWithdrawn("", ALICE, "none of its alerts is to be heard"),
            "what was held to user/alice by slack withdrawn: none of its alerts is to be heard"),
        arguments(
            new Fact.RecipientReplaced(ALICE, BOB),
            "user/bob by pagerduty is tried in place of user/alice by slack"),
        arguments(new Fact.IncidentAcknowledged("carol", "", null), "acknowledged by carol"),
        arguments(
            new Fact.IncidentAcknowledged("carol", "", Given.START),
            "acknowledged by carol until " + Given.START),
        arguments(
            new Fact.IncidentSnoozed("dave", "later", Given.START),
            "snoozed by dave until " + Given.START + ": later"),
        arguments(
            new Fact.IncidentAssigned("carol", "bob", "knows it", BOB, second(30)),
            "assigned to bob by carol: knows it"),
        arguments(new Fact.PhaseReported("carol", Phase.TRIAGE, ""), "investigating, says carol"),
        arguments(
            new Fact.PhaseReported("carol", Phase.MITIGATION, "failing over"),
            "mitigating, says carol: failing over"),
        arguments(
            new Fact.UpdatePosted("carol", "orders are slow"),
            "status update by carol: orders are slow"),
        arguments(
            new Fact.UpdateExpected(second(30)),
            "the next status update is expected by 2026-11-21T03:00:30Z"),
        arguments(new Fact.UpdateExpected(null), "no status update is expected any more"),
        arguments(
            new Fact.UpdateMissed(second(30)),
            "the status update due at 2026-11-21T03:00:30Z was missed"),
        arguments(
            new Fact.IncidentResolved("carol", "", 2), "resolved by carol (2 alerts still fired)"),
        arguments(
            new Fact.IncidentMerged("carol", "i-2", "same disk"),
            "merged into i-2 by carol: same disk"),
        arguments(new Fact.IncidentSplit("carol", "i-2", ""), "split from i-2 by carol"),
        arguments(new Fact.IncidentSplit("", "i-2", "i-2 is over"), "split from i-2: i-2 is over"),
        arguments(new Fact.IncidentTakenIn("i-1", "carol"), "i-1 was merged into this by carol"),
        arguments(
            new Fact.IncidentParted("i-1", "split by carol"),
            "i-1 is merged into this no more: split by carol"),
        arguments(
            new Fact.PostmortemDue(postmortem("i-1")),
            "the post-mortem is due by 2026-11-21T03:00:30Z"),
        arguments(
            new Fact.PostmortemMissed("i-1", second(30)),
            "the post-mortem of i-1 was due at 2026-11-21T03:00:30Z"),
        arguments(
            new Fact.PostmortemWritten("i-1", "carol", "in the wiki", Duration.ofHours(26)),
            "the post-mortem of i-1 is written, says carol, 1d 2h after the end: in the wiki"),
        arguments(
            new Fact.PostmortemWritten("i-1", "carol", "", Duration.ofMinutes(60)),
            "the post-mortem of i-1 is written, says carol, 1h after the end"),
        arguments(
            new Fact.PostmortemWritten("i-1", "carol", "", Duration.ofSeconds(59)),
            "the post-mortem of i-1 is written, says carol, 59s after the end"),
        arguments(
            new Fact.PostmortemsCarried(List.of(postmortem("i-1"), postmortem("i-2")), 0),
            "still to be written: the post-mortems of i-1, i-2"),
        arguments(
            new Fact.PostmortemsCarried(List.of(postmortem("i-3")), 2),
            "still to be written: the post-mortems of i-3; 2 older ones are waited for no longer"),
        arguments(new Fact.EscalationHastened("dave", ""), "escalated by dave"),
        arguments(new Fact.AcknowledgementExpired("dave"), "the time of dave has run out"),
        arguments(new Fact.NoteAdded("dave", "disk is full"), "note by dave: disk is full"),
        arguments(
            new Fact.IncidentAcknowledged("carol", "on it", null), "acknowledged by carol: on it"),
        arguments(
            new Fact.IncidentResolved("", "all its alerts are over", 0),
            "resolved: all its alerts are over"),
        arguments(
            new Fact.IncidentResolved("carol", "fixed", 1),
            "resolved by carol: fixed (1 alert still fired)"),
        arguments(
            new Fact.CommandRefused("dave", "resolve", "the incident is over"),
            "resolve by dave refused: the incident is over"));
  }

  private static Postmortem postmortem(String incidentId) {
    return new Postmortem(incidentId, P1, second(0), second(30), "carol", false, 9);
  }

  private static Fact ended(Kind how) {
    return new Fact.AlertEnded(
        A.fingerprint(), A.labels(), how, second(9), true, second(30), false, null, true);
  }
}
