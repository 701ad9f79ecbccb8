package io.firebell.core.dedup;

import static io.firebell.core.dedup.Given.ALL;
import static io.firebell.core.dedup.Given.POLICY;
import static io.firebell.core.dedup.Given.minute;
import static io.firebell.core.dedup.Given.sentAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sendings that come late, in another order, or with times that make no sense.
class OddTimesTest {

  private static final Instant BIG_BANG = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant HEAT_DEATH = Instant.ofEpochMilli(Long.MAX_VALUE);

  @Test
  void anAlertFromBeforeTheEpochFires() {
    Alert old = sentAt(0).since(Instant.ofEpochSecond(-1)).alert();
    assertThat(Deduplicator.receive(null, old, minute(0), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.FIRED, old, minute(5)));
  }

  @Test
  void theEarliestAndTheLatestTimesThatARecordCanHoldAreTimes() {
    Alert eternal = sentAt(0).since(BIG_BANG).until(HEAT_DEATH).alert();
    AlertState known = Histories.after(POLICY, eternal);
    assertThat(known.endsAt()).isEqualTo(HEAT_DEATH);
    assertThat(Deduplicator.check(known, minute(99), POLICY).next()).isEqualTo(known);
    Alert over = sentAt(100).until(100).alert();
    assertThat(Deduplicator.receive(known, over, minute(100), POLICY).changes())
        .containsExactly(
            new AlertChange(
                ALL, Kind.RESOLVED, sentAt(100).since(BIG_BANG).until(100).alert(), minute(100)));
  }

  @Test
  void anAlertThatIsToStartLaterFiresWhenItComes() {
    Alert future = sentAt(0).since(60).until(90).alert();
    assertThat(Deduplicator.receive(null, future, minute(0), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.FIRED, future, minute(90)));
  }

  @Test
  void theSameSendingTwiceIsOneAlert() {
    Alert twice = sentAt(0).until(4).alert();
    AlertState known = Histories.after(POLICY, twice, twice);
    assertThat(known)
        .isEqualTo(new AlertState(twice, minute(4), false, 1, List.of(ALL), 7, minute(4)));
  }

  @Test
  void theSameEndTwiceIsOneEnd() {
    Alert over = sentAt(3).since(0).until(2).alert();
    assertThat(Histories.changes(POLICY, List.of(sentAt(0).alert(), over, over)))
        .extracting(AlertChange::kind)
        .containsExactly(Kind.FIRED, Kind.RESOLVED);
  }

  /// As in Alertmanager: what is said last holds, and its sender says it again if it is wrong.
  @Test
  void anEndThatComesBehindTheNextFiringEndsThat() {
    AlertState known = Histories.after(POLICY, sentAt(5).alert());
    Alert straggler = sentAt(6).since(0).until(3).alert();
    assertThat(Deduplicator.receive(known, straggler, minute(6), POLICY))
        .isEqualTo(
            new Deduplicated(
                null, List.of(new AlertChange(ALL, Kind.RESOLVED, straggler, minute(3)))));
  }

  /// The order of the log is the order in which everybody has accepted to see things: clocks of two
  /// ingest services may differ.
  @Test
  void theNewestIsTheLastOnTheLogWhateverItsClockSaid() {
    AlertState known = Histories.after(POLICY, sentAt(2).saying("91 % full").alert());
    Alert slow = sentAt(1).saying("94 % full").alert();
    assertThat(Deduplicator.receive(known, slow, minute(2), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, slow, minute(7)));
  }

  @Test
  void anAlertWithoutAnEndThatHadToWaitForItsTurnIsNotOverBeforeItIsSeen() {
    Alert early = sentAt(0).alert();
    assertThat(Deduplicator.receive(null, early, minute(30), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.FIRED, early, minute(35)));
  }

  /// An hour's backlog of Prometheus, which names an end four minutes ahead each minute.
  @Test
  void sendingsThatOverlappedWhenTheyCameAreOneFiringHoweverLateTheyAreSeen() {
    AlertState known = Histories.after(POLICY, sentAt(0).until(4).alert());
    Alert next = sentAt(1).since(0).until(5).alert();
    var repeated = Deduplicator.receive(known, next, minute(60), POLICY);
    assertThat(repeated)
        .isEqualTo(
            new Deduplicated(
                new AlertState(next, minute(5), false, 1, List.of(ALL), 7, minute(4)), List.of()));
    Alert afterAGap = sentAt(7).until(11).alert();
    assertThat(Deduplicator.receive(repeated.next(), afterAGap, minute(60), POLICY).changes())
        .containsExactly(
            new AlertChange(ALL, Kind.RESOLVED, next, minute(5)),
            new AlertChange(ALL, Kind.FIRED, afterAGap, minute(11)));
  }
}
