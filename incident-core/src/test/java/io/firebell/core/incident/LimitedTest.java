package io.firebell.core.incident;

import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.incident.Fact.AlertFired;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of alerts for which the list of their incident has no room: two are listed here.
class LimitedTest {

  private static final Alert A = Given.alert("a", Priority.P2, START);
  private static final Alert B = Given.alert("b", Priority.P2, START);
  private static final Alert C = Given.alert("c", Priority.P1, START);
  private static final Alert D = Given.alert("d", Priority.P2, START);
  private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks");

  private final Shell shell = new Shell(Given.POLICY);

  @BeforeEach
  void twoAreListed() {
    shell.lists(2);
  }

  @Test
  void whatHasNoRoomIsCountedAndDecidesAllTheSame() {
    shell.fires(A);
    shell.fires(B);
    assertThat(shell.fires(C))
        .first()
        .isInstanceOfSatisfying(AlertFired.class, one -> assertThat(one.isListed()).isFalse());

    assertThat(shell.members()).containsOnlyKeys(A.fingerprint(), B.fingerprint());
    assertThat(shell.counted()).containsOnlyKeys(C.fingerprint());
    assertThat(shell.incident().extent().firing()).isEqualTo(3);
    assertThat(shell.incident().extent().unlisted()).isEqualTo(1);
    assertThat(shell.incident().priority()).isEqualTo(Priority.P1);
    shell.waits(Duration.ofSeconds(30));
    assertThat(shell.sent()).extracting(one -> one.incident().firing()).containsOnly(3);
  }

  @Test
  void theIncidentIsNotOverWhileOneFiresThatIsOnlyCounted() {
    shell.fires(A);
    shell.fires(B);
    shell.fires(C);
    shell.waits(Duration.ofMinutes(1));
    shell.ends(A);
    shell.ends(B);
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.incident().isOver()).isFalse();
    assertThat(shell.incident().extent().firing()).isEqualTo(1);

    shell.ends(C);
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.incident().isOver()).isTrue();
    assertThat(shell.counted()).isEmpty();
    assertThat(shell.incident().extent().unlisted()).isZero();
  }

  @Test
  void roomIsMadeByTheFlushThatTellsOfAnEnd() {
    shell.fires(A);
    shell.fires(B);
    shell.waits(Duration.ofMinutes(1));
    shell.ends(A);
    shell.fires(C);
    assertThat(shell.counted()).containsOnlyKeys(C.fingerprint());
    shell.waits(Duration.ofMinutes(5));
    shell.fires(D);
    assertThat(shell.members()).containsOnlyKeys(B.fingerprint(), D.fingerprint());
    assertThat(shell.counted()).containsOnlyKeys(C.fingerprint());
  }

  @Test
  void anAlertOfAnEarlierIncidentIsNotCountedToTheNextAndForgottenWhenItEnds() {
    shell.lists(0);
    shell.fires(A);
    shell.resolves("carol");
    shell.waits(Duration.ofHours(1));
    shell.fires(B);
    assertThat(shell.incident().episode()).isEqualTo(2);
    assertThat(shell.counted()).containsOnlyKeys(A.fingerprint(), B.fingerprint());

    shell.ends(A);
    assertThat(shell.incident().extent().firing()).isEqualTo(1);
    assertThat(shell.counted()).containsOnlyKeys(B.fingerprint());
    assertThat(shell.incident().group()).isEqualTo(GROUP);
  }

  @Test
  void oneThatWasCountedToAnEarlierIncidentIsListedWhereThereIsRoom() {
    shell.lists(0);
    shell.fires(A);
    shell.resolves("carol");
    shell.waits(Duration.ofHours(1));
    shell.lists(2);
    shell.fires(B);
    shell.fires(A);
    assertThat(shell.counted()).isEmpty();
    assertThat(shell.members()).containsOnlyKeys(A.fingerprint(), B.fingerprint());
    assertThat(shell.incident().extent().unlisted()).isZero();
  }

  @Test
  void oneThatIsOnlyCountedIsMutedAndHeardAgainAsOthersAre() {
    shell.fires(A);
    shell.fires(B);
    shell.fires(D);
    shell.changes(D, SILENCE);
    assertThat(shell.incident().extent().audible()).isEqualTo(2);
    assertThat(shell.incident().rounds().news()).isEqualTo(2);

    shell.changes(D);
    assertThat(shell.incident().extent().audible()).isEqualTo(3);
    assertThat(shell.incident().rounds().news()).isEqualTo(3);
  }

  @Test
  void whatIsOnlyCountedIsToldOnceThoughItChangesAfterwards() {
    shell.lists(0);
    Alert hot = Given.alert("hot", Priority.P1, START);
    shell.fires(hot);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.changes(Given.measuring(hot, 91));
    shell.waits(Duration.ofMinutes(20));
    assertThat(shell.sent())
        .filteredOn(one -> one.recipient().equals(SCREEN))
        .extracting(one -> one.event())
        .containsExactly(Event.OPENED);
  }

  @Test
  void theStateOfAnIncidentDoesNotGrowWithItsAlerts() {
    IntStream.range(0, 500)
        .forEach(i ->
            shell.fires(Given.alert(START, "host", "host-" + i, "service", "s".repeat(300) + i)));
    assertThat(shell.incident().extent().firing()).isEqualTo(500);
    assertThat(shell.incident().extent().unlisted()).isEqualTo(498);
    assertThat(shell.incident().extent().hosts()).hasSize(100);
    assertThat(shell.incident().extent().services()).containsExactly("s".repeat(200));
  }
}
