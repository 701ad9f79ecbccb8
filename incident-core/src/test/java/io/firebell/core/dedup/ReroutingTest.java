package io.firebell.core.dedup;

import static io.firebell.core.dedup.Given.ALL;
import static io.firebell.core.dedup.Given.BOTH;
import static io.firebell.core.dedup.Given.DATABASE;
import static io.firebell.core.dedup.Given.EVERY;
import static io.firebell.core.dedup.Given.POLICY;
import static io.firebell.core.dedup.Given.REROUTED;
import static io.firebell.core.dedup.Given.minute;
import static io.firebell.core.dedup.Given.sentAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReroutingTest {

  private static final Alert FIRST = sentAt(0).alert();
  private static final Alert AGAIN = sentAt(1).since(0).alert();
  private static final Alert CHANGED = sentAt(1).since(0).saying("94 % full").alert();

  @Test
  void everyGroupOfAnAlertHearsOfItInTheOrderOfTheRoutes() {
    assertThat(Deduplicator.receive(null, FIRST, minute(0), BOTH).changes())
        .containsExactly(
            new AlertChange(DATABASE, Kind.FIRED, FIRST, minute(5)),
            new AlertChange(EVERY, Kind.FIRED, FIRST, minute(5)));
  }

  @Test
  void underANewPolicyAnAlertLeavesItsGroupAndFiresInAnother() {
    AlertState known = Histories.after(POLICY, FIRST);
    var decided = Deduplicator.receive(known, AGAIN, minute(1), REROUTED);
    assertThat(decided.changes())
        .containsExactly(
            new AlertChange(ALL, Kind.LEFT, AGAIN, minute(1)),
            new AlertChange(DATABASE, Kind.FIRED, AGAIN, minute(6)));
    assertThat(decided.next())
        .isEqualTo(new AlertState(AGAIN, minute(6), true, 0, List.of(DATABASE), 8, minute(5)));
  }

  @Test
  void theGroupThatStaysHearsOnlyOfWhatChanged() {
    AlertState known = Histories.after(BOTH, FIRST);
    assertThat(Deduplicator.receive(known, CHANGED, minute(1), REROUTED).changes())
        .containsExactly(
            new AlertChange(EVERY, Kind.LEFT, CHANGED, minute(1)),
            new AlertChange(DATABASE, Kind.CHANGED, CHANGED, minute(6)));
    assertThat(Deduplicator.receive(known, AGAIN, minute(1), REROUTED).changes())
        .containsExactly(new AlertChange(EVERY, Kind.LEFT, AGAIN, minute(1)));
  }

  @Test
  void aNewPolicyThatRoutesTheSameWayIsARepeat() {
    AlertState known = Histories.after(BOTH, FIRST);
    AlertState old = new AlertState(FIRST, minute(5), true, 0, known.groups(), 1, minute(5));
    var decided = Deduplicator.receive(old, AGAIN, minute(1), BOTH);
    assertThat(decided)
        .isEqualTo(
            new Deduplicated(
                new AlertState(AGAIN, minute(6), true, 1, known.groups(), 9, minute(5)),
                List.of()));
  }

  @Test
  void theEndIsToldToThoseWhoWereToldOfTheFiringWhateverThePolicySaysNow() {
    AlertState known = Histories.after(POLICY, FIRST);
    Alert over = sentAt(2).since(0).until(2).alert();
    assertThat(Deduplicator.receive(known, over, minute(2), REROUTED).changes())
        .containsExactly(new AlertChange(ALL, Kind.RESOLVED, over, minute(2)));
    assertThat(Deduplicator.check(known, minute(5), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.EXPIRED, FIRST, minute(5)));
  }
}
