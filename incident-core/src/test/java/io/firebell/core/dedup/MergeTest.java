package io.firebell.core.dedup;

import static io.firebell.core.dedup.Given.ALL;
import static io.firebell.core.dedup.Given.POLICY;
import static io.firebell.core.dedup.Given.minute;
import static io.firebell.core.dedup.Given.sentAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Labels;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.dedup.Given.Sending;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Sendings that overlap become one alert: Alertmanager's
/// [Alert.Merge](https://github.com/prometheus/alertmanager/blob/main/types/types.go).
class MergeTest {

  @Test
  void theEarliestStartIsKept() {
    AlertState known = Histories.after(POLICY, sentAt(2).since(1).alert(), sentAt(3).alert());
    assertThat(known.alert()).isEqualTo(sentAt(3).since(1).alert());
  }

  @Test
  void anEarlierStartThatBecomesKnownLaterIsAChange() {
    AlertState known = Histories.after(POLICY, sentAt(2).since(1).alert());
    Alert earlier = sentAt(3).since(0).alert();
    assertThat(Deduplicator.receive(known, earlier, minute(3), POLICY).changes())
        .containsExactly(new AlertChange(ALL, Kind.CHANGED, earlier, minute(8)));
  }

  @Test
  void aLaterStartIsNoChange() {
    AlertState known = Histories.after(POLICY, sentAt(1).alert());
    assertThat(Deduplicator.receive(known, sentAt(3).alert(), minute(3), POLICY).changes())
        .isEmpty();
  }

  @Test
  void theNewestAnnotationsAreKept() {
    AlertState known =
        Histories.after(
            POLICY, sentAt(0).saying("91 % full").alert(), sentAt(1).saying("94 % full").alert());
    assertThat(known.alert().annotations()).isEqualTo(Labels.of("summary", "94 % full"));
  }

  @Test
  void anAlertSaysItsEndWithItsEarliestStartAndItsLastAnnotations() {
    AlertState known = Histories.after(POLICY, sentAt(0).saying("91 % full").alert());
    Alert over = sentAt(3).since(2).until(3).saying("back at 40 %").alert();
    assertThat(Deduplicator.receive(known, over, minute(3), POLICY).changes())
        .containsExactly(
            new AlertChange(
                ALL,
                Kind.RESOLVED,
                sentAt(3).since(0).until(3).saying("back at 40 %").alert(),
                minute(3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void theEndIs(String rule, Sending first, Sending second, Instant end, boolean timedOut) {
    AlertState known = Histories.after(POLICY, first.alert(), second.alert());
    assertThat(known.endsAt()).isEqualTo(end);
    assertThat(known.timedOut()).isEqualTo(timedOut);
    assertThat(known.checkAt()).isBeforeOrEqualTo(end);
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of("a later timeout", sentAt(0), sentAt(1), minute(6), true),
        Arguments.of("a later named end", sentAt(0).until(3), sentAt(1).until(4), minute(4), false),
        Arguments.of(
            "a named end even before the timeout", sentAt(0), sentAt(1).until(2), minute(2), false),
        Arguments.of(
            "the named end that is later",
            sentAt(0).until(9),
            sentAt(1).until(3),
            minute(9),
            false),
        Arguments.of(
            "a named end later than the timeout", sentAt(0).until(9), sentAt(1), minute(9), false),
        Arguments.of(
            "a timeout later than the named end", sentAt(0).until(3), sentAt(1), minute(6), true),
        Arguments.of(
            "a timeout as late as the named end", sentAt(0).until(6), sentAt(1), minute(6), true));
  }

  @Test
  void anEndThatIsBroughtForwardIsCheckedThen() {
    AlertState known = Histories.after(POLICY, sentAt(0).alert(), sentAt(1).until(2).alert());
    assertThat(known.checkAt()).isEqualTo(minute(2));
  }

  @Test
  void onlySendingsThatChangeNothingAreCounted() {
    AlertState known =
        Histories.after(
            POLICY,
            sentAt(0).alert(),
            sentAt(1).alert(),
            sentAt(2).saying("94 % full").alert(),
            sentAt(3).saying("94 % full").alert());
    assertThat(known.repeats()).isEqualTo(2);
  }
}
