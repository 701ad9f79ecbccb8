package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.notifier.Window.Standing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowTest {

  /// How often a process looks once more when everything has been read.
  private static final int IDLE = 10;

  @Test
  void aNewPartitionIsFreshFromItsFirstRecordOn() {
    Window window = new Window(Progress.at(0));

    assertThat(window.standing(500)).isEqualTo(Standing.FRESH);
    assertThat(window.isUnwritten()).isFalse();
  }

  @Test
  void aSlowOneHoldsBackTheOffsetButNotTheProgress() {
    Window window = new Window(Progress.at(10));
    List.of(10L, 11L, 12L).forEach(window::read);
    List.of(10L, 11L, 12L).forEach(window::begin);

    window.settle(11);
    window.settle(12);

    assertThat(window.progress()).isEqualTo(open(10, 13, List.of(10L), List.of()));
    window.settle(10);
    assertThat(window.progress()).isEqualTo(Progress.at(13));
  }

  @Test
  void whoComesAfterRepeatsWhatWasOpenAndNothingElse() {
    Window window = new Window(open(10, 15, List.of(10L, 12L), List.of(14L)));

    assertThat(List.of(10L, 11L, 12L, 13L, 14L, 15L))
        .extracting(window::standing)
        .containsExactly(
            Standing.REPEATED,
            Standing.SETTLED,
            Standing.REPEATED,
            Standing.SETTLED,
            Standing.FRESH,
            Standing.FRESH);
  }

  @Test
  void whatIsInheritedAndNotReadYetIsStillOpen() {
    Window window = new Window(open(10, 15, List.of(10L, 12L), List.of(14L)));
    window.read(10);
    window.settle(10);

    assertThat(window.progress()).isEqualTo(open(12, 15, List.of(12L), List.of(14L)));
  }

  @Test
  void whatIsInheritedAndGoneIsForgotten() {
    Window window = new Window(open(10, 15, List.of(10L, 12L), List.of(14L)));
    window.read(90);
    window.settle(90);

    assertThat(window.progress()).isEqualTo(Progress.at(91));
  }

  @Test
  void whatHasBegunIsToBeWrittenToo() {
    Window window = new Window(Progress.at(10));
    window.read(10);
    window.written(window.progress());
    assertThat(window.isUnwritten()).isFalse();
    window.begin(10);

    assertThat(window.isUnwritten()).isTrue();
    window.written(window.progress());
    assertThat(window.isUnwritten()).isFalse();
  }

  @Test
  void whatIsPutOffWaitsAgainUnlessItMayHaveBeenSentBefore() {
    Window window = new Window(open(10, 12, List.of(10L), List.of(11L)));
    for (long offset : List.of(10L, 11L)) {
      window.read(offset);
      window.begin(offset);
      window.putOff(offset);
    }

    assertThat(window.progress()).isEqualTo(open(10, 12, List.of(10L), List.of(11L)));
  }

  @Test
  void aWindowIsWideWhenMuchIsReadBehindSomethingOpen() {
    Window window = new Window(Progress.at(0));
    window.read(0);
    window.read(Window.WIDEST - 1);
    assertThat(window.isWide()).isFalse();

    window.read(Window.WIDEST);
    assertThat(window.isWide()).isTrue();
    window.settle(0);
    assertThat(window.isWide()).isFalse();
  }

  private static Progress open(long from, long through, List<Long> begun, List<Long> waiting) {
    return new Progress(from, through, new TreeSet<>(begun), new TreeSet<>(waiting));
  }

  /// A log with gaps is worked off by processes that die at any moment. What was written as settled
  /// is never sent again, what was not is, every offset is settled in the end, and whatever is sent
  /// twice is known to be.
  @Property
  void throughAnyCrashesNothingIsLostAndNothingSettledIsSentAgain(@ForAll Random random) {
    List<Long> log = new ArrayList<>();
    for (long offset = random.nextInt(5); log.size() < 40; offset += 1 + random.nextInt(3)) {
      log.add(offset);
    }
    Set<Long> settled = new TreeSet<>();
    Set<Long> sent = new TreeSet<>();
    Progress written = Progress.at(0);
    for (int life = 0; settled.size() < log.size(); life++) {
      assertThat(life).as("lives needed").isLessThan(1000);
      written = live(log, written, settled, sent, random);
    }

    Window after = new Window(written);
    assertThat(log).allMatch(offset -> after.standing(offset) == Standing.SETTLED);
  }

  /// One process's life: reads on from what was written, begins and settles in any order, writes
  /// now and then, and before it sends.
  private static Progress live(
      List<Long> log, Progress before, Set<Long> settled, Set<Long> sent, Random random) {
    Window window = new Window(before);
    Progress written = before;
    List<Long> waiting = new ArrayList<>();
    List<Long> flying = new ArrayList<>();
    Set<Long> unwritten = new TreeSet<>();
    Iterator<Long> unread = log.stream().filter(o -> o >= before.from()).iterator();
    for (int idle = 0; idle < IDLE; idle += unread.hasNext() ? 0 : 1) {
      if (unread.hasNext()) {
        long offset = unread.next();
        if (window.standing(offset) == Standing.SETTLED) {
          assertThat(settled).contains(offset);
          continue;
        }
        assertThat(settled).doesNotContain(offset);
        window.read(offset);
        waiting.add(offset);
      }
      while (!flying.isEmpty() && random.nextBoolean()) {
        long done = flying.remove(random.nextInt(flying.size()));
        window.settle(done);
        unwritten.add(done);
      }
      List<Long> chosen = new ArrayList<>();
      while (!waiting.isEmpty() && random.nextBoolean()) {
        chosen.add(waiting.remove(random.nextInt(waiting.size())));
      }
      chosen.forEach(window::begin);
      if (random.nextInt(20) == 0) {
        return written;
      }
      written = window.progress();
      settled.addAll(unwritten);
      unwritten.clear();
      for (long one : chosen) {
        assertThat(window.standing(one) == Standing.REPEATED || !sent.contains(one)).isTrue();
        sent.add(one);
        flying.add(one);
      }
      if (random.nextInt(20) == 0) {
        return written;
      }
    }
    return written;
  }
}
