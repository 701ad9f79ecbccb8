package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  private static SortedSet<Long> offsets(Long... offsets) {
    return new TreeSet<>(List.of(offsets));
  }

  @Test
  void whatIsAllSettledNeedsNoWords() {
    assertThat(Progress.of(Set.of(), Set.of(), 42)).isEqualTo(Progress.at(42));
    assertThat(Progress.at(42).metadata()).isEmpty();
  }

  @Test
  void whatIsOpenIsSaidByItsDistances() {
    assertThat(Progress.of(Set.of(106L, 100L, 102L), Set.of(101L), 107).metadata())
        .isEqualTo("2 7 RQ== Ag==");
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll @Size(max = 300) Set<@LongRange(min = 0, max = 9_000) Long> begun,
      @ForAll @Size(max = 300) Set<@LongRange(min = 0, max = 9_000) Long> waiting,
      @ForAll @LongRange(min = 9_001, max = 10_000) long through) {
    Progress progress = Progress.of(begun, waiting, through);

    assertThat(Progress.parse(progress.from(), progress.metadata())).isEqualTo(progress);
  }

  @Test
  void whateverIsOpenFitsIntoTheMetadataOfAnOffset() {
    List<Long> open = LongStream.range(0, 100_000).boxed().toList();

    Progress progress = Progress.of(open, open, 100_000);

    assertThat(progress.metadata().length()).isLessThan(4096);
    assertThat(progress.through()).isEqualTo(Progress.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "set by hand", "1 7 0,2", "2 7 RQ==", "2 3 RQ== ", "2 x RQ== ", "2 7 R ="})
  void whatIsNotOursSaysNothing(String metadata) {
    assertThat(Progress.parse(42, metadata)).isEqualTo(Progress.at(42));
  }

  @Test
  void anOpenOffsetOutsideTheRangeIsAMistake() {
    assertThatThrownBy(() -> new Progress(5, 7, offsets(7L), offsets()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Progress(5, 7, offsets(), offsets(4L)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
