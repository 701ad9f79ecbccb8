package io.firebell.core.incident;

import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.ALICES_MAIL;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A page that has not arrived when its alerts are muted waits until one of them is to be heard.
class HeldPageTest {

  private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks");
  private static final Alert A = alert("a", Priority.P1, second(0));

  private final Shell shell = new Shell(Given.POLICY);

  @BeforeEach
  void aliceIsPaged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void aPageThatIsToBeTriedAgainIsTriedWhenTheMuteEnds() {
    shell.delays(ALICE);
    shell.changes(A, SILENCE);
    shell.waits(Duration.ofMinutes(2));
    assertThat(pages()).containsExactly(ALICE);
    shell.changes(A);
    assertThat(pages()).containsExactly(ALICE, ALICE);
    assertThat(shell.sent().getLast().attempt()).isEqualTo(2);
  }

  @Test
  void theNextContactIsTriedWhenTheMuteEnds() {
    shell.changes(A, SILENCE);
    assertThat(shell.rejects(ALICE))
        .endsWith(
            new Fact.NotificationHeld(
                ALICES_MAIL, Event.PAGED, "", "none of its alerts is to be heard", null));
    shell.waits(Duration.ofMinutes(2));
    assertThat(pages()).containsExactly(ALICE);
    shell.changes(A);
    assertThat(pages()).containsExactly(ALICE, ALICES_MAIL);
  }

  @Test
  void whoIsPagedFromTheFirstStepAgainIsNotPagedForTheLastOneToo() {
    shell.delays(ALICE);
    shell.changes(A, SILENCE);
    shell.waits(Duration.ofHours(3));
    assertThat(shell.changes(A))
        .contains(
            new Fact.NotificationWithdrawn(
                Given.FIRST_INCIDENT + "-n2", ALICE, "the escalation begins anew"));
    shell.waits(Duration.ofMinutes(1));
    assertThat(pages()).containsExactly(ALICE, ALICE);
    assertThat(shell.sent().getLast().attempt()).isEqualTo(1);
  }

  @Test
  void aPageForWhatEndsWhileItIsMutedIsNeverSent() {
    shell.delays(ALICE);
    shell.changes(A, SILENCE);
    shell.waits(Duration.ofMinutes(1));
    shell.ends(A);
    shell.waits(Duration.ofHours(1));
    assertThat(shell.incident().isOver()).isTrue();
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void whatSomebodyHandsToAnotherIsTriedAgainAllTheSame() {
    shell.delivers(ALICE);
    shell.changes(A, SILENCE);
    shell.asks("carol", new Command.Action.Assign("bob", ""));
    shell.delays(BOB);
    shell.waits(Duration.ofMinutes(1));
    assertThat(pages()).containsExactly(ALICE, BOB, BOB);
  }

  private List<Recipient> pages() {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.PAGED)
        .map(Notification::recipient)
        .toList();
  }
}
