package io.firebell.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationTest {

  private static final EscalationStep STEP =
      new EscalationStep(List.of(new Target.ToUser("alice")), Duration.ofMinutes(5), false);

  @ParameterizedTest
  @ValueSource(strings = {"user/alice", "schedule/primary", "channel/incidents-slack", "user/a/b"})
  void aTargetIsReadBackFromWhatItIsWrittenAs(String text) {
    assertThat(Target.parse(text)).hasToString(text);
  }

  @Test
  void aTargetKnowsItsKindAndName() {
    assertThat(Target.parse("user/alice")).isEqualTo(new Target.ToUser("alice"));
    assertThat(Target.parse("schedule/primary")).isEqualTo(new Target.ToSchedule("primary"));
    assertThat(Target.parse("channel/ops")).isEqualTo(new Target.ToChannel("ops"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "user/", "/alice", "users/alice", "User/alice", "user"})
  void anythingElseIsNoTarget(String text) {
    assertThatThrownBy(() -> Target.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a target should be user/NAME, schedule/NAME or channel/NAME: was " + text);
  }

  @Test
  void anEscalationWithoutStepsIsRefused() {
    assertThatThrownBy(() -> new Escalation("production", 0, List.of(), null, Until.ACKNOWLEDGED))
        .hasMessage("an escalation should have a step: production has none");
    assertThatThrownBy(
            () -> new Escalation("production", -1, List.of(STEP), null, Until.ACKNOWLEDGED))
        .hasMessage("repeat should not be negative: was -1");
  }

  @Test
  void aStepThatPagesNobodyOrDoesNotWaitIsRefused() {
    assertThatThrownBy(() -> new EscalationStep(List.of(), Duration.ofMinutes(5), false))
        .hasMessage("a step should page somebody: was []");
    assertThatThrownBy(() -> new EscalationStep(STEP.page(), Duration.ZERO, true))
        .hasMessage("wait should be positive: was PT0S");
  }

  @ParameterizedTest
  @CsvSource({"0, abc", "1, bca", "2, cab", "3, abc", "9223372036854775807, bca", "-1, cab"})
  void thoseWhoTakeTurnsBeginWithTheOneWhoseTurnItIs(long turn, String order) {
    List<Target> page = Stream.of("a", "b", "c").<Target>map(Target.ToUser::new).toList();
    EscalationStep taking = new EscalationStep(page, Duration.ofMinutes(5), true);
    assertThat(taking.inTurn(turn).stream().map(Target::name).collect(Collectors.joining()))
        .isEqualTo(order);
    assertThat(new EscalationStep(page, Duration.ofMinutes(5), false).inTurn(turn)).isEqualTo(page);
  }
}
