package io.firebell.core.dedup;

import static io.firebell.core.dedup.Given.ALL;
import static io.firebell.core.dedup.Given.POLICY;
import static io.firebell.core.dedup.Given.minute;
import static io.firebell.core.dedup.Given.sentAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of [Deduplicator], row by row.
class DeduplicatorTest {

  private static final Alert FIRST = sentAt(0).alert();
  private static final AlertState KNOWN =
      new AlertState(FIRST, minute(5), true, 0, List.of(ALL), 7, minute(5));

  @Test
  void aNewAlertFiresAndIsRemembered() {
    assertThat(Deduplicator.receive(null, FIRST, minute(0), POLICY))
        .isEqualTo(
            new Deduplicated(KNOWN, List.of(new AlertChange(ALL, Kind.FIRED, FIRST, minute(5)))));
  }

  @Test
  void theEndOfAnAlertThatNobodyKnowsIsNothing() {
    Alert over = sentAt(3).since(0).until(2).alert();
    assertThat(Deduplicator.receive(null, over, minute(3), POLICY))
        .isEqualTo(new Deduplicated(null, List.of()));
  }

  @Test
  void aRepeatIsCountedAndPutsOffTheEnd() {
    Alert again = sentAt(3).since(0).alert();
    assertThat(Deduplicator.receive(KNOWN, again, minute(3), POLICY))
        .isEqualTo(
            new Deduplicated(
                new AlertState(again, minute(8), true, 1, List.of(ALL), 7, minute(5)), List.of()));
  }

  @Test
  void otherAnnotationsAreAChange() {
    Alert other = sentAt(3).since(0).saying("94 % full").alert();
    assertThat(Deduplicator.receive(KNOWN, other, minute(3), POLICY))
        .isEqualTo(
            new Deduplicated(
                new AlertState(other, minute(8), true, 0, List.of(ALL), 7, minute(5)),
                List.of(new AlertChange(ALL, Kind.CHANGED, other, minute(8)))));
  }

  @Test
  void anotherBreachIsAChange() {
    Alert other = sentAt(3).since(0).measuring(94).alert();
    assertThat(Deduplicator.receive(KNOWN, other, minute(3), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, other, minute(8)));
  }

  @Test
  void anotherGeneratorUrlIsAChange() {
    Alert other = sentAt(3).since(0).from("https://prometheus.example.com/graph").alert();
    assertThat(Deduplicator.receive(KNOWN, other, minute(3), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, other, minute(8)));
  }

  @Test
  void itsEndIsPassedOnAndTheAlertForgotten() {
    Alert over = sentAt(3).since(0).until(2).alert();
    assertThat(Deduplicator.receive(KNOWN, over, minute(3), POLICY))
        .isEqualTo(
            new Deduplicated(null, List.of(new AlertChange(ALL, Kind.RESOLVED, over, minute(2)))));
  }

  @Test
  void anEndAtTheVeryMomentOfItsSendingIsAnEnd() {
    Alert over = sentAt(3).since(0).until(3).alert();
    assertThat(Deduplicator.receive(KNOWN, over, minute(3), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.RESOLVED, over, minute(3)));
  }

  @Test
  void anAlertThatIsNotRepeatedForTheResolveTimeoutExpires() {
    assertThat(Deduplicator.check(KNOWN, minute(5), POLICY))
        .isEqualTo(
            new Deduplicated(null, List.of(new AlertChange(ALL, Kind.EXPIRED, FIRST, minute(5)))));
  }

  @Test
  void anAlertWhoseNamedEndHasComeIsResolved() {
    Alert ending = sentAt(0).until(4).alert();
    AlertState known = Histories.after(POLICY, ending);
    assertThat(Deduplicator.check(known, minute(4), POLICY))
        .isEqualTo(
            new Deduplicated(
                null, List.of(new AlertChange(ALL, Kind.RESOLVED, ending, minute(4)))));
  }

  @Test
  void aCheckBeforeTheEndOnlySaysWhenToCheckNext() {
    AlertState repeated = Histories.after(POLICY, FIRST, sentAt(3).since(0).alert());
    assertThat(Deduplicator.check(repeated, minute(5), POLICY))
        .isEqualTo(new Deduplicated(repeated.checkedAt(minute(8)), List.of()));
  }

  @Test
  void aCheckThatIsALittleLateTellsTheTimeOfTheEndNotItsOwn() {
    assertThat(Deduplicator.check(KNOWN, minute(5).plusSeconds(5), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.EXPIRED, FIRST, minute(5)));
  }

  @Test
  void anEndThatCameWhileNothingRanIsPutOffByTheResolveTimeout() {
    AlertState held = new AlertState(FIRST, minute(60), true, 0, List.of(ALL), 7, minute(60));
    assertThat(Deduplicator.check(KNOWN, minute(55), POLICY))
        .isEqualTo(new Deduplicated(held, List.of()));
    assertThat(Deduplicator.check(held, minute(60), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.EXPIRED, FIRST, minute(60)));
  }

  @Test
  void anAlertThatIsSentAgainAfterAnOutageHasFiredAllTheTime() {
    Alert after = sentAt(55).since(0).alert();
    assertThat(Deduplicator.receive(KNOWN, after, minute(55), POLICY))
        .isEqualTo(
            new Deduplicated(
                new AlertState(after, minute(60), true, 1, List.of(ALL), 7, minute(5)), List.of()));
  }

  @Test
  void anAlertThatIsOverCanFireAgain() {
    Alert over = sentAt(3).since(0).until(2).alert();
    Alert again = sentAt(6).alert();
    var ended = Deduplicator.receive(KNOWN, over, minute(3), POLICY);
    assertThat(Deduplicator.receive(ended.next(), again, minute(6), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.FIRED, again, minute(11)));
  }

  @Test
  void anEndThatNobodyHasNoticedIsToldBeforeTheNextFiring() {
    AlertState known = Histories.after(POLICY, sentAt(0).until(6).alert());
    Alert again = sentAt(6).alert();
    assertThat(Deduplicator.receive(known, again, minute(6), POLICY))
        .isEqualTo(
            new Deduplicated(
                new AlertState(again, minute(11), true, 0, List.of(ALL), 7, minute(11)),
                List.of(
                    new AlertChange(ALL, Kind.RESOLVED, known.alert(), minute(6)),
                    new AlertChange(ALL, Kind.FIRED, again, minute(11)))));
  }
}
