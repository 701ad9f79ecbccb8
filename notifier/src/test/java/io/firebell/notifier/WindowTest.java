package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.notifier.Window.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void aNewPartitionIsFreshFromItsFirstRecordOn() {
    Window window = new Window(Progress.at(0));

    assertThat(window.standing(500)).isEqualTo(Standing.FRESH);
    assertThat(window.isUnwritten()).isFalse();
  }

  @Test
  void aSlowOneHoldsBackTheOffsetButNotTheProgress() {
    Window window = new Window(Progress.at(10));
    List.of(10L, 11L, 12L).forEach(window::begin);

    window.settle(11);
    window.settle(12);

    assertThat(window.progress()).isEqualTo(new Progress(10, 13, List.of(10L)));
    window.settle(10);
    assertThat(window.progress()).isEqualTo(Progress.at(13));
  }

  @Test
  void whoComesAfterRepeatsWhatWasOpenAndNothingElse() {
    Window window = new Window(new Progress(10, 14, List.of(10L, 12L)));

    assertThat(List.of(10L, 11L, 12L, 13L, 14L))
        .extracting(window::standing)
        .containsExactly(
            Standing.REPEATED,
            Standing.SETTLED,
            Standing.REPEATED,
            Standing.SETTLED,
            Standing.FRESH);
  }

  @Test
  void whatIsInheritedAndNotReadYetIsStillOpen() {
    Window window = new Window(new Progress(10, 14, List.of(10L, 12L)));
    window.begin(10);
    window.settle(10);

    assertThat(window.progress()).isEqualTo(new Progress(12, 14, List.of(12L)));
  }

  @Test
  void whatIsInheritedAndGoneIsForgotten() {
    Window window = new Window(new Progress(10, 14, List.of(10L, 12L)));
    window.begin(90);
    window.settle(90);

    assertThat(window.progress()).isEqualTo(Progress.at(91));
  }

  @Test
  void whatHasBegunIsToBeWrittenToo() {
    Window window = new Window(Progress.at(10));
    window.begin(10);

    assertThat(window.isUnwritten()).isTrue();
    window.written(window.progress());
    assertThat(window.isUnwritten()).isFalse();
  }

  /// A log with gaps is worked off by processes that die at any moment. What was written as settled
  /// is never sent again, what was not is, and every offset is settled in the end.
  @Property
  void throughAnyCrashesNothingIsLostAndNothingSettledIsSentAgain(@ForAll Random random) {
    List<Long> log = new ArrayList<>();
    for (long offset = random.nextInt(5); log.size() < 40; offset += 1 + random.nextInt(3)) {
      log.add(offset);
    }
    Set<Long> settled = new TreeSet<>();
    Progress written = Progress.at(0);
    for (int life = 0; settled.size() < log.size(); life++) {
      assertThat(life).as("lives needed").isLessThan(1000);
      written = live(log, written, settled, random);
    }

    Window after = new Window(written);
    assertThat(log).allMatch(offset -> after.standing(offset) == Standing.SETTLED);
  }

  /// One process's life: reads on from what was written, settles in any order, writes now and then.
  private static Progress live(List<Long> log, Progress before, Set<Long> settled, Random random) {
    Window window = new Window(before);
    Progress written = before;
    List<Long> open = new ArrayList<>();
    Set<Long> unwritten = new TreeSet<>();
    for (long offset : log.stream().filter(o -> o >= before.from()).toList()) {
      if (window.standing(offset) == Standing.SETTLED) {
        assertThat(settled).contains(offset);
        continue;
      }
      assertThat(settled).doesNotContain(offset);
      window.begin(offset);
      open.add(offset);
      while (!open.isEmpty() && random.nextBoolean()) {
        long done = open.remove(random.nextInt(open.size()));
        window.settle(done);
        unwritten.add(done);
      }
      if (random.nextInt(4) == 0) {
        written = window.progress();
        settled.addAll(unwritten);
        unwritten.clear();
      }
      if (random.nextInt(20) == 0) {
        return written;
      }
    }
    return written;
  }
}
