package io.firebell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.standalone.cli.ApiClient;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.demo.ScriptedFirebell.Does;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutagePlayerTest {

  private final JumpingPace pace = new JumpingPace();
  private final List<String> lines = new ArrayList<>();

  @Test
  void whereNobodyIsEscalatedToAliceTakesWhatIsOpenAndEndsIt() throws IOException {
    Summary summary = play(EnumSet.allOf(Does.class));

    assertThat(summary.incidents())
        .singleElement()
        .satisfies(incident -> assertThat(incident.resolvedBy()).isEqualTo("alice"));
    assertThat(summary.secondsToFirstPage()).isNull();
    assertThat(summary.secondsToSecondStep()).isNull();
    assertThat(summary.secondsToAcknowledgement()).isBetween(5.4, 30.0);
    assertThat(summary.secondsToResolution())
        .isGreaterThan(summary.secondsToAcknowledgement())
        .isLessThan(30);
    assertThat(summary.alerts().accepted()).isEqualTo(summary.alerts().sent());
    assertThat(lines)
        .anyMatch(line -> line.contains("alice   ") && line.contains("looks anyway"))
        .anyMatch(line -> line.contains("00000000000000aa-1") && line.contains("IncidentOpened"));
  }

  @Test
  void nothingIsToldTwice() throws IOException {
    play(EnumSet.allOf(Does.class));

    assertThat(lines).doesNotHaveDuplicates();
  }

  @Test
  void aFirebellThatFormsNoIncidentFails() {
    assertThatThrownBy(() -> play(Set.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "the outage did not play out: Firebell formed no incident within 10 s; its log says"
                + " more");
  }

  @Test
  void aFirebellThatDoesNotAcknowledgeFails() {
    assertThatThrownBy(() -> play(Set.of(Does.OPEN, Does.RESOLVE)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("did not follow the acknowledgement");
  }

  @Test
  void aFirebellThatDoesNotResolveFails() {
    assertThatThrownBy(() -> play(Set.of(Does.OPEN, Does.ACKNOWLEDGE)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("did not resolve 00000000000000aa-1");
  }

  private Summary play(Set<Does> deeds) throws IOException {
    try (ScriptedFirebell firebell = new ScriptedFirebell(pace, deeds)) {
      return OutagePlayer.play(
          Outage.ofADatabase(), new ApiClient(firebell.url()), pace, lines::add);
    }
  }
}
