package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  @Test
  void whatIsAllSettledNeedsNoWords() {
    assertThat(Progress.of(Set.of(), 42)).isEqualTo(Progress.at(42));
    assertThat(Progress.at(42).metadata()).isEmpty();
  }

  @Test
  void whatIsOpenIsSaidByItsDistances() {
    assertThat(Progress.of(Set.of(106L, 100L, 102L), 107).metadata()).isEqualTo("1 7 0,2,6");
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll @Size(max = 300) Set<@LongRange(min = 0, max = 1_000_000) Long> unsettled,
      @ForAll @LongRange(min = 1, max = 1000) long beyond) {
    long through =
        LongStream.concat(LongStream.of(0), unsettled.stream().mapToLong(o -> o))
                .max()
                .orElseThrow()
            + beyond;
    Progress progress = Progress.of(unsettled, through);

    assertThat(Progress.parse(progress.from(), progress.metadata())).isEqualTo(progress);
  }

  @Test
  void theMostThatIsInFlightFitsIntoTheMetadataOfAnOffset() {
    List<Long> unsettled =
        LongStream.range(0, NotifierConfig.DEFAULT_MAX_IN_FLIGHT + 64)
            .mapToObj(i -> i * 9_973)
            .toList();

    assertThat(Progress.of(unsettled, 10_000_000).metadata().length()).isLessThan(4096);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "set by hand", "2 7 0,2", "1 7 0,9", "1 7 ", "1 x 0", "1 7 0,2,"})
  void whatIsNotOursSaysNothing(String metadata) {
    assertThat(Progress.parse(42, metadata)).isEqualTo(Progress.at(42));
  }

  @Test
  void anOpenOffsetOutsideTheRangeIsAMistake() {
    assertThatThrownBy(() -> new Progress(5, 7, List.of(7L)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
