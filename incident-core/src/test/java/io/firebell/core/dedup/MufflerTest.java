package io.firebell.core.dedup;

import static io.firebell.core.dedup.Given.ALL;
import static io.firebell.core.dedup.Given.minute;
import static io.firebell.core.dedup.Given.sentAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.InhibitRule;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Inhibitors;
import io.firebell.core.mute.Mute;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.mute.Muting;
import io.firebell.core.mute.Silence;
import io.firebell.core.mute.Silences;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Matcher;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the groups of an alert hear of its mutes, and when.
class MufflerTest {

  private static final Alert FIRST = sentAt(0).alert();
  private static final Alert AGAIN = sentAt(1).alert();

  private final Silences silences = new Silences();
  private final Inhibitors inhibitors = new Inhibitors();
  private final Muffler muffler = new Muffler(new Muting(silences, inhibitors));
  private Policy policy = Given.POLICY;

  @Test
  void anAlertThatIsMutedIsPassedOnWithWhatMutesIt() {
    silences.put(silence(0, 60));
    Passed passed = receive(null, FIRST, minute(0));
    assertThat(passed.changes())
        .containsExactly(new AlertChange(ALL, Kind.FIRED, FIRST, minute(5), List.of(mute())));
    assertThat(next(passed).muteState().changesAt()).isEqualTo(minute(60));
  }

  @Test
  void aMuteThatTimeEndsIsCheckedThenAndTold() {
    silences.put(silence(0, 3));
    AlertState known = next(receive(null, FIRST, minute(0)));
    assertThat(known.checkAt()).isEqualTo(minute(3));
    Passed passed = check(known, minute(3));
    assertThat(passed.changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, FIRST, minute(5)));
    assertThat(next(passed).checkAt()).isEqualTo(minute(5));
  }

  @Test
  void aMuteThatTimeBringsIsCheckedThenAndTold() {
    silences.put(silence(2, 60));
    AlertState known = next(receive(null, FIRST, minute(0)));
    assertThat(known.muteState().mutes()).isEmpty();
    assertThat(known.checkAt()).isEqualTo(minute(2));
    assertThat(check(known, minute(2)).changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, FIRST, minute(5), List.of(mute())));
  }

  @Test
  void aRepeatWithNothingNewTellsNothing() {
    silences.put(silence(0, 60));
    AlertState known = next(receive(null, FIRST, minute(0)));
    Passed passed = receive(known, AGAIN, minute(1));
    assertThat(passed.changes()).isEmpty();
    assertThat(next(passed).muteState()).isEqualTo(known.muteState());
  }

  @Test
  void aSilenceThatIsNewIsToldWhenTheAlertIsReconsidered() {
    AlertState known = next(receive(null, FIRST, minute(0)));
    silences.put(silence(0, 60));
    assertThat(muffler.reconsider(known, Flips.NONE, minute(1), policy).changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, FIRST, minute(5), List.of(mute())));
  }

  @Test
  void anAlertThatIsReconsideredInVainTellsNothing() {
    AlertState known = next(receive(null, FIRST, minute(0)));
    Passed passed = muffler.reconsider(known, Flips.NONE, minute(1), policy);
    assertThat(passed).isEqualTo(new Passed(known, List.of(), List.of()));
  }

  @Test
  void theEndOfAMutedAlertHasNoMutes() {
    silences.put(silence(0, 60));
    AlertState known = next(receive(null, FIRST, minute(0)));
    Alert over = sentAt(2).until(2).alert();
    assertThat(receive(known, over, minute(2)).changes())
        .extracting(AlertChange::kind, AlertChange::mutes)
        .containsExactly(tuple(Kind.RESOLVED, List.of()));
  }

  @Test
  void aSourceSaysSoWhenItBeginsAndWhenItIsOver() {
    policy = inhibiting();
    String key = policy.mutes().inhibit().getFirst().key(FIRST.labels());
    Passed fired = receive(null, FIRST, minute(0));
    assertThat(fired.inhibitors())
        .containsExactly(new Inhibitor("default", key, FIRST.fingerprint(), false, true));
    AlertState known = next(fired);
    assertThat(receive(known, AGAIN, minute(1)).inhibitors()).isEmpty();
    assertThat(check(known, minute(5)).inhibitors())
        .containsExactly(new Inhibitor("default", key, FIRST.fingerprint(), false, false));
  }

  @Test
  void aRuleThatANewPolicyHasOrHasNotTakesEffectOnWhatFires() {
    AlertState known = next(receive(null, FIRST, minute(0)));
    policy = inhibiting();
    Passed passed = muffler.reconsider(known, Flips.NONE, minute(1), policy);
    assertThat(passed.inhibitors()).extracting(Inhibitor::fires).containsExactly(true);
    policy = Given.POLICY;
    assertThat(muffler.reconsider(next(passed), Flips.NONE, minute(2), policy).inhibitors())
        .extracting(Inhibitor::fires)
        .containsExactly(false);
  }

  private Passed receive(@Nullable AlertState known, Alert alert, Instant now) {
    return muffler.pass(
        known, Deduplicator.receive(known, alert, now, policy), Flips.NONE, now, policy);
  }

  private Passed check(AlertState known, Instant now) {
    return muffler.pass(known, Deduplicator.check(known, now, policy), Flips.NONE, now, policy);
  }

  private static AlertState next(Passed passed) {
    return Objects.requireNonNull(passed.next(), "the alert should fire");
  }

  private static Mute mute() {
    return new Mute(Mute.Kind.SILENCE, "s1", "by carol: disks");
  }

  private static Silence silence(long from, long to) {
    return new Silence(
        "s1",
        "default",
        List.of("alertname=\"DiskFull\""),
        minute(from),
        minute(to),
        "carol",
        "disks",
        minute(0));
  }

  private static Policy inhibiting() {
    InhibitRule rule =
        new InhibitRule(
            Matcher.parseAll("alertname=\"DiskFull\""),
            Matcher.parseAll("alertname=\"Slow\""),
            List.of("alertname"));
    return Given.muting(new MuteRules(List.of(rule), List.of(), null, List.of()));
  }
}
