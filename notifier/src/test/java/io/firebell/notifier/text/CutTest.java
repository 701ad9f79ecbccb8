package io.firebell.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CutTest {

  @Test
  void whatFitsIsLeftAlone() {
    assertThat(Cut.to(5, "fives")).isEqualTo("fives");
  }

  @Test
  void whatDoesNotFitEndsVisibly() {
    assertThat(Cut.to(5, "longer")).isEqualTo("long…");
  }

  @Test
  void aCharacterIsNotCutInTwo() {
    assertThat(Cut.to(3, "a\ud83d\udd25bc")).isEqualTo("a…");
  }

  @Property
  void theResultNeverExceedsTheLimit(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 20) int limit) {
    String cut = Cut.to(limit, text);

    assertThat(cut.length()).isLessThanOrEqualTo(limit);
    assertThat(text).startsWith(cut.length() < text.length() ? cut.replaceAll("…$", "") : cut);
  }

  @Test
  void aLimitThatLeavesNoRoomIsAMistake() {
    assertThatThrownBy(() -> Cut.to(0, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit should be at least 1: was 0");
  }
}
