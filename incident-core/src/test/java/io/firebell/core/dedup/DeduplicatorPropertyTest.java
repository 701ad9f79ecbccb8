package io.firebell.core.dedup;

import static io.firebell.core.dedup.Given.POLICY;
import static io.firebell.core.dedup.Given.minute;
import static io.firebell.core.dedup.Given.sentAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// What holds for one alert whatever is sent.
class DeduplicatorPropertyTest {

  /// @param pauseMinutes since the sending before
  /// @param startsBefore how many minutes before its sending it began
  /// @param endsAfter how many minutes after its sending it ends, or ended before; null for no end
  record Sent(int pauseMinutes, int startsBefore, @Nullable Integer endsAfter, int text) {}

  @Property
  void aGroupHearsOfAFiringThenOfItsChangesThenOfItsEnd(@ForAll("sendings") List<Sent> sendings) {
    boolean firing = false;
    for (AlertChange change : Histories.changes(POLICY, alerts(sendings))) {
      assertThat(firing).as("%s", change).isEqualTo(change.kind() != Kind.FIRED);
      firing = change.kind() == Kind.FIRED || change.kind() == Kind.CHANGED;
    }
    assertThat(firing).isFalse();
  }

  @Property
  void theSameSendingsLeadToTheSameChanges(@ForAll("sendings") List<Sent> sendings) {
    assertThat(Histories.changes(POLICY, alerts(sendings)))
        .isEqualTo(Histories.changes(POLICY, alerts(sendings)));
  }

  @Property
  void whatIsKnownStartedWithItsEarliestSendingAndIsCheckedInTime(
      @ForAll("sendings") List<Sent> sendings) {
    @Nullable AlertState known = null;
    @Nullable Instant earliest = null;
    for (Alert sending : alerts(sendings)) {
      var decided = Deduplicator.receive(known, sending, sending.receivedAt(), POLICY);
      boolean begins = decided.changes().stream().anyMatch(one -> one.kind() == Kind.FIRED);
      boolean isEarlier = earliest == null || sending.startsAt().isBefore(earliest);
      earliest = begins || isEarlier ? sending.startsAt() : earliest;
      known = decided.next();
      if (known != null) {
        assertThat(known.alert().startsAt()).isEqualTo(earliest);
        assertThat(known.alert().annotations()).isEqualTo(sending.annotations());
        assertThat(known.checkAt()).isBeforeOrEqualTo(known.endsAt());
        assertThat(known.firesAt(sending.receivedAt())).isTrue();
      } else {
        earliest = null;
      }
    }
  }

  @Property
  void aCheckBeforeTheEndChangesNothingThatIsPassedOn(
      @ForAll("sendings") List<Sent> sendings, @ForAll @IntRange(max = 20) int every) {
    List<AlertChange> unchecked = new ArrayList<>();
    List<AlertChange> checked = new ArrayList<>();
    @Nullable AlertState alone = null;
    @Nullable AlertState disturbed = null;
    int count = 0;
    for (Alert sending : alerts(sendings)) {
      Instant at = sending.receivedAt();
      if (disturbed != null && count++ % (every + 1) == 0 && disturbed.firesAt(at)) {
        var stale = Deduplicator.check(disturbed, at, POLICY);
        assertThat(stale.changes()).isEmpty();
        disturbed = stale.next();
      }
      var first = Deduplicator.receive(alone, sending, at, POLICY);
      var second = Deduplicator.receive(disturbed, sending, at, POLICY);
      unchecked.addAll(first.changes());
      checked.addAll(second.changes());
      alone = first.next();
      disturbed = second.next();
    }
    assertThat(checked).isEqualTo(unchecked);
  }

  @Property
  void identicalSendingsAreOneFiringWithItsRepeatsCounted(
      @ForAll @IntRange(min = 1, max = 1_000) int sendings,
      @ForAll @IntRange(max = 299) int pauseSeconds) {
    @Nullable AlertState known = null;
    List<AlertChange> changes = new ArrayList<>();
    for (int i = 0; i < sendings; i++) {
      Instant at = minute(0).plus(Duration.ofSeconds((long) i * pauseSeconds));
      var decided = Deduplicator.receive(known, sentAt(at).since(0).alert(), at, POLICY);
      changes.addAll(decided.changes());
      known = decided.next();
    }
    assertThat(changes).extracting(AlertChange::kind).containsExactly(Kind.FIRED);
    assertThat(known).isNotNull().extracting(AlertState::repeats).isEqualTo(sendings - 1L);
  }

  @Provide
  Arbitrary<List<Sent>> sendings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(-9, 9).injectNull(0.3),
            Arbitraries.integers().between(0, 2))
        .as(Sent::new)
        .list()
        .ofMaxSize(12);
  }

  private static List<Alert> alerts(List<Sent> sendings) {
    List<Alert> alerts = new ArrayList<>();
    int minute = 0;
    for (Sent sent : sendings) {
      minute += sent.pauseMinutes();
      Integer after = sent.endsAfter();
      int start = minute - Math.max(sent.startsBefore(), after == null ? 0 : -after);
      var sending = sentAt(minute).since(start).saying("text " + sent.text());
      alerts.add((after == null ? sending : sending.until(minute + after)).alert());
    }
    return alerts;
  }
}
