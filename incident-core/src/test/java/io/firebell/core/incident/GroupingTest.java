package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.classify.Priority.P4;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.MAIL;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.fired;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a group tells its channels what: group wait, group interval, repeat interval, send
/// resolved.
class GroupingTest {

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);
  private static final Alert A = alert("a", P3, second(0));
  private static final Alert B = alert("b", P3, second(0));
  private static final String P3_BY_RULE = "P3 by rule \"severity\"";

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void aNewGroupWaitsForMore() {
    assertThat(shell.fires(A))
        .containsExactly(
            new Fact.IncidentOpened(GROUP),
            fired(A, true, true, second(30)),
            new Fact.PriorityAssigned(P3, "severity", null, List.of()));
    assertThat(shell.waits(GROUP_WAIT.minusMillis(1))).isEmpty();
    assertThat(shell.waits(Duration.ofMillis(1)))
        .containsExactly(
            new Fact.GroupFlushed("the group is new", true, minute(60.5)),
            requested(1, HOOK, Event.OPENED, P3_BY_RULE),
            requested(2, MAIL, Event.OPENED, P3_BY_RULE));
  }

  @Test
  void theWaitIsThatOfTheFirstAlert() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(20));
    assertThat(shell.fires(B)).containsExactly(fired(B, true, true, second(30)));
    assertThat(shell.waits(Duration.ofSeconds(10))).hasSize(3);
    assertThat(shell.sent()).extracting(one -> one.incident().firing()).containsExactly(2, 2);
  }

  @Test
  void anAlertOlderThanTheWaitFlushesItsNewGroupAtOnce() {
    Alert old = alert("a", P3, second(-31));
    assertThat(shell.fires(old))
        .containsExactly(
            new Fact.IncidentOpened(GROUP),
            fired(old, true, true, second(0)),
            new Fact.PriorityAssigned(P3, "severity", null, List.of()),
            new Fact.GroupFlushed("the group is new", true, minute(60)),
            requested(1, HOOK, Event.OPENED, P3_BY_RULE),
            requested(2, MAIL, Event.OPENED, P3_BY_RULE));
  }

  @Test
  void anAlertAsOldAsTheWaitWaits() {
    shell.fires(alert("a", P3, second(-30)));
    assertThat(shell.sent()).isEmpty();
  }

  @Test
  void anOldAlertFlushesTheGroupThatWaitsForANewOne() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(1));
    shell.fires(alert("b", P3, second(-31)));
    assertThat(shell.incident().rounds().lastAt()).isEqualTo(second(1));
  }

  @Test
  void whatIsResolvedBeforeTheWaitIsOverNeverNotifies() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(10));
    assertThat(shell.ends(A))
        .containsExactly(
            new Fact.AlertEnded(
                A.fingerprint(),
                A.labels(),
                Kind.RESOLVED,
                second(10),
                true,
                second(30),
                false,
                P3,
                true));
    assertThat(shell.waits(Duration.ofHours(5)))
        .containsExactly(
            new Fact.NotificationWithheld("everybody", "resolved before anybody was to be told"),
            new Fact.IncidentResolved("", "all its alerts are over", 0));
    assertThat(shell.sent()).isEmpty();
    assertThat(shell.effects()).endsWith(new Effect.ForgetAll());
    assertThat(shell.members()).isEmpty();
  }

  @Test
  void moreFiringAlertsAreToldAtTheNextInterval() {
    open();
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.fires(B)).containsExactly(fired(B, true, true, minute(5.5)));
    assertThat(shell.waits(GROUP_INTERVAL))
        .containsExactly(
            new Fact.GroupFlushed("1 more firing", true, minute(65.5)),
            requested(3, HOOK, Event.UPDATED, "1 more firing"),
            requested(4, MAIL, Event.UPDATED, "1 more firing"));
  }

  @Test
  void theIntervalIsCountedFromTheLastFlushHoweverLongAgo() {
    open();
    shell.waits(Duration.ofMinutes(12));
    assertThat(shell.fires(B)).containsExactly(fired(B, true, true, minute(15.5)));
  }

  @Test
  void anAlertAtTheVeryTickIsToldAtThatTick() {
    open();
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.fires(B))
        .startsWith(
            fired(B, true, true, minute(10.5)),
            new Fact.GroupFlushed("1 more firing", true, minute(70.5)));
  }

  @Test
  void anEndedAlertIsToldOnlyToChannelsThatHearOfEnds() {
    shell.fires(B);
    open();
    shell.ends(B);
    assertThat(shell.waits(GROUP_INTERVAL))
        .containsExactly(
            new Fact.GroupFlushed("1 ended", true, minute(60.5)),
            requested(3, HOOK, Event.UPDATED, "1 ended"));
  }

  @Test
  void whatOnlySomeChannelsHearPutsOffTheRepeatForThemOnly() {
    shell.fires(B);
    open();
    shell.waits(Duration.ofMinutes(54));
    shell.ends(B);
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .startsWith(new Fact.GroupFlushed("1 ended", true, minute(60.5)));
    shell.delivers(HOOK);
    assertThat(shell.waits(GROUP_INTERVAL))
        .containsExactly(
            new Fact.GroupFlushed("nothing changed for the repeat interval", true, minute(115.5)),
            requested(4, MAIL, Event.UPDATED, "nothing changed for the repeat interval"));
  }

  @Test
  void anAlertThatEndsAndFiresAgainBetweenFlushesIsNoNews() {
    open();
    shell.ends(A);
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.fires(A)).containsExactly(fired(A, false, false, minute(5.5)));
    assertThat(shell.waits(GROUP_INTERVAL))
        .containsExactly(new Fact.GroupFlushed("nothing to tell", false, minute(60.5)));
  }

  @Test
  void anAlertThatFiresAndEndsBetweenFlushesIsToldAsEnded() {
    open();
    shell.fires(B);
    shell.waits(Duration.ofMinutes(1));
    shell.ends(B);
    assertThat(shell.waits(GROUP_INTERVAL))
        .containsExactly(
            new Fact.GroupFlushed("1 ended", true, minute(60.5)),
            requested(3, HOOK, Event.UPDATED, "1 ended"));
  }

  @Test
  void anAlertThatFiresAgainAfterItsEndWasToldIsNews() {
    shell.fires(B);
    open();
    shell.ends(B);
    shell.waits(GROUP_INTERVAL);
    assertThat(shell.members()).containsOnlyKeys(A.fingerprint());
    assertThat(shell.fires(B)).startsWith(fired(B, true, true, minute(10.5)));
  }

  @Test
  void allEndedIsToldAtTheNextInterval() {
    open();
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.ends(A))
        .containsExactly(
            new Fact.AlertEnded(
                A.fingerprint(),
                A.labels(),
                Kind.RESOLVED,
                minute(1.5),
                false,
                minute(5.5),
                false,
                P3,
                true));
    assertThat(shell.waits(GROUP_INTERVAL))
        .containsExactly(
            new Fact.IncidentResolved("", "all its alerts are over", 0),
            requested(3, HOOK, Event.RESOLVED, "all its alerts are over"));
  }

  @Test
  void whatHasNotChangedIsToldAgainAfterTheRepeatInterval() {
    open();
    assertThat(shell.waits(Duration.ofHours(1).minusMillis(1))).isEmpty();
    assertThat(shell.waits(Duration.ofMillis(1)))
        .containsExactly(
            new Fact.GroupFlushed("nothing changed for the repeat interval", true, minute(120.5)),
            requested(3, HOOK, Event.UPDATED, "nothing changed for the repeat interval"),
            requested(4, MAIL, Event.UPDATED, "nothing changed for the repeat interval"));
  }

  @Test
  void aPlanThatOnlyLogsTellsNobodyAndHasNoDeadline() {
    shell.fires(alert("a", P4, second(0)));
    assertThat(shell.waits(GROUP_WAIT))
        .containsExactly(
            new Fact.GroupFlushed("the group is new", false, null),
            new Fact.NotificationWithheld(
                "everybody", "plan disks only logs P4 by rule \"severity\""));
    assertThat(shell.incident().nextDeadline()).isEmpty();
  }

  @Test
  void theSameFiringTwiceIsOne() {
    shell.fires(A);
    assertThat(shell.fires(A)).isEmpty();
  }

  @Test
  void theEndOfAnAlertThatIsNoMemberIsNothing() {
    shell.fires(A);
    assertThat(shell.ends(B)).isEmpty();
    assertThat(new Shell(Given.POLICY).ends(B)).isEmpty();
  }

  /// The group with alert A, its first flush told and delivered.
  private void open() {
    shell.fires(A);
    shell.waits(GROUP_WAIT);
    shell.delivers(HOOK);
    shell.delivers(MAIL);
  }

  private static Fact requested(int number, Recipient to, Event event, String reason) {
    String id = Given.FIRST_INCIDENT + "-n" + number;
    return new Fact.NotificationRequested(id, to, event, reason, 1);
  }
}
