package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.ALICES_MAIL;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Hushed.hushing;
import static io.firebell.core.incident.Told.assertSent;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// What waits for hours of one policy, when another comes into force.
class PolicyChangeTest {

  private static final Alert URGENT = alert("a", P1, second(0));
  private static final Instant HALF_PAST = minute(30);
  private static final String MUTED = "route {} is muted in the hours early";
  private static final String LET_GO = "let go by policy " + Given.POLICY.version();
  private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks");

  @Test
  void aGroupThatIsHeldIsToldAtOnceWhenThePolicyMutesItNoLonger() {
    Shell shell = new Shell(muted("03:00-04:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.hearsOf(Given.POLICY)).startsWith(new Fact.GroupHeld(LET_GO, minute(10)));
    assertThat(shell.facts())
        .filteredOn(one -> one.fact().equals(new Fact.GroupHeld(LET_GO, minute(10))))
        .singleElement()
        .extracting(LoggedFact::cause)
        .isEqualTo(new Cause(Cause.Kind.POLICY, Long.toString(Given.POLICY.version())));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(minute(10), SCREEN, Event.OPENED),
            Tuple.tuple(minute(10), ALICE, Event.PAGED));
  }

  @Test
  void itIsToldSoonerWhenItsMutedTimeIsShorter() {
    Shell shell = new Shell(muted("03:00-04:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.hearsOf(muted("03:00-03:30")))
        .containsExactly(new Fact.GroupHeld(MUTED, HALF_PAST));
    shell.waits(Duration.ofMinutes(20));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(HALF_PAST, SCREEN, Event.OPENED),
            Tuple.tuple(HALF_PAST, ALICE, Event.PAGED));
  }

  @Test
  void mutedTimeThatIsLongerIsSeenWhenTheOldIsOver() {
    Shell shell = new Shell(muted("03:00-03:30"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.hearsOf(muted("03:00-04:00"))).isEmpty();
    assertThat(shell.waits(Duration.ofMinutes(20)))
        .containsExactly(new Fact.GroupHeld(MUTED, minute(60)));
    assertThat(shell.sent()).isEmpty();
  }

  @Test
  void aStepThatIsHeldIsTakenAtOnce() {
    Shell shell = toldBefore(muted("03:05-04:00"));
    shell.waits(Duration.ofMinutes(20));
    assertThat(shell.hearsOf(Given.POLICY))
        .startsWith(new Fact.StepHeld("ladder", LET_GO, minute(21)));
    assertSent(shell)
        .endsWith(
            Tuple.tuple(minute(21), BOB, Event.PAGED), Tuple.tuple(minute(21), HOOK, Event.PAGED));
  }

  @Test
  void aStepThatWaitsForAnAnswerGoesOnWaiting() {
    Shell shell = toldBefore(muted("03:05-04:00"));
    assertThat(shell.hearsOf(Given.POLICY)).isEmpty();
    assertSent(shell).hasSize(2);
  }

  @Test
  void whatARecipientIsToHearIsSaidAtOnce() {
    Shell shell = toldBefore(muted("03:05-04:00"));
    shell.waits(Duration.ofMinutes(9));
    shell.acknowledges("carol");
    assertThat(shell.hearsOf(Given.POLICY))
        .startsWith(
            new Fact.NotificationHeld(SCREEN, Event.ACKNOWLEDGED, "", LET_GO, minute(10)),
            new Fact.NotificationHeld(ALICE, Event.ACKNOWLEDGED, "", LET_GO, minute(10)));
    assertSent(shell)
        .endsWith(
            Tuple.tuple(minute(10), SCREEN, Event.ACKNOWLEDGED),
            Tuple.tuple(minute(10), ALICE, Event.ACKNOWLEDGED));
  }

  @Test
  void theEndOfAnIncidentIsToldAtOnceThatWasToBeToldLater() {
    Shell shell = toldBefore(muted("03:05-04:00"));
    shell.waits(Duration.ofMinutes(9));
    shell.resolves("carol");
    shell.hearsOf(Given.POLICY);
    assertSent(shell)
        .endsWith(
            Tuple.tuple(minute(10), SCREEN, Event.RESOLVED),
            Tuple.tuple(minute(10), ALICE, Event.RESOLVED));
  }

  @Test
  void theEndOfAGroupThatWasHeldStaysWhereItIs() {
    Shell shell = new Shell(muted("03:00-04:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    shell.ends(URGENT);
    Instant end = shell.incident().rounds().nextAt();
    assertThat(shell.hearsOf(muted("03:00-03:10"))).isEmpty();
    assertThat(shell.incident().rounds().nextAt()).isEqualTo(end);
  }

  @Test
  void nobodyIsToldOfAGroupWhoseAlertsAreMuted() {
    Shell shell = new Shell(muted("03:00-04:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    shell.changes(URGENT, SILENCE);
    assertThat(shell.hearsOf(Given.POLICY))
        .endsWith(new Fact.FlushWithheld("all of its alerts are muted"));
    assertThat(shell.sent()).isEmpty();
  }

  @Test
  void aStepThatWaitsForHoursAndForAnAlertIsTakenWhenThereIsOne() {
    Shell shell = toldBefore(muted("03:05-04:00"));
    shell.waits(Duration.ofMinutes(10));
    shell.changes(URGENT, SILENCE);
    shell.adopts(Given.POLICY);
    shell.waits(Duration.ofMinutes(1));
    shell.changes(URGENT);
    shell.waits(Duration.ofSeconds(1));
    assertSent(shell).endsWith(Tuple.tuple(shell.now(), ALICE, Event.PAGED));
  }

  @Test
  void aPageThatWaitsForAnAlertToBeHeardGoesOnWaiting() {
    Shell shell = new Shell(muted("03:01-03:30"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(2));
    shell.changes(URGENT, SILENCE);
    shell.rejects(ALICE);
    shell.hearsOf(Given.POLICY);
    assertSent(shell).filteredOn(one -> one.toList().contains(ALICES_MAIL)).isEmpty();
  }

  @Test
  void withoutAnIncidentThereIsNothingToLetGo() {
    Shell shell = new Shell(muted("03:00-04:00"));
    assertThat(shell.hearsOf(Given.POLICY)).isEmpty();
    assertThat(shell.effects()).isEmpty();
  }

  @Domain(Nights.class)
  @Domain(DomainContext.Global.class)
  @Property
  void theSamePolicyOnceMoreChangesNothing(@ForAll Policy policy, @ForAll List<Happening> night) {
    Nights.afterEach(
        policy,
        night,
        shell -> {
          Incident before = shell.incidentOrNull();
          int effects = shell.effects().size();
          assertThat(shell.hearsOf(policy)).isEmpty();
          assertThat(shell.incidentOrNull()).isEqualTo(before);
          assertThat(shell.effects()).hasSize(effects);
        });
  }

  @Domain(Nights.class)
  @Domain(DomainContext.Global.class)
  @Property
  void nothingWaitsForHoursThatThePolicyHasNot(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    Shell shell = Nights.played(policy, night);
    shell.hearsOf(hushing(policy).toPolicy());
    if (shell.incidentOrNull() != null) {
      Incident incident = shell.incident();
      // What has ended waits for the end of the incident.
      assertThat(incident.rounds().held() && incident.extent().firing() > 0)
          .as("%s", incident)
          .isFalse();
      // What has to be heard of first is due by the fact that lets it be heard.
      assertThat(!incident.climb().held() || incident.climbAt() == null)
          .as("%s", incident)
          .isTrue();
      assertThat(incident.conversations())
          .filteredOn(Conversation::isHeld)
          .allMatch(one -> incident.goesOnAt(one) == null);
    }
  }

  /// Alice and the screen have been told of an urgent incident by 03:01.
  private static Shell toldBefore(Policy policy) {
    Shell shell = new Shell(policy);
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(1));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    return shell;
  }

  private static Policy muted(String time) {
    return hushing(Given.POLICY).calling("early", time).mutedIn("early").toPolicy();
  }
}
