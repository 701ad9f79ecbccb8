package io.firebell.notifier;

import java.util.SortedSet;
import java.util.TreeSet;

/// The part of a partition that is being worked off: which offsets have been read, which of them
/// have been begun, and which are settled. It belongs to the one thread that reads the partition,
/// in order.
final class Window {

  /// How much of a partition may be open before nothing more of it is read.
  static final int WIDEST = 8_192;

  /// What a record is to whoever reads it.
  enum Standing {
    FRESH,
    /// Whoever had the partition before may have sent it.
    REPEATED,
    /// Whoever had the partition before has seen to it.
    SETTLED
  }

  private final Progress before;
  private final TreeSet<Long> inherited;
  private final TreeSet<Long> begun = new TreeSet<>();
  private final TreeSet<Long> waiting = new TreeSet<>();
  private long through;
  private Progress written;
  private boolean fresh = true;

  /// @param before how far whoever had the partition before has come
  Window(Progress before) {
    this.before = before;
    this.inherited = new TreeSet<>(before.begun());
    this.inherited.addAll(before.waiting());
    this.through = before.through();
    this.written = before;
  }

  Standing standing(long offset) {
    if (offset >= before.through() || before.waiting().contains(offset)) {
      return Standing.FRESH;
    }
    return before.begun().contains(offset) ? Standing.REPEATED : Standing.SETTLED;
  }

  /// Takes a record that was read. Inherited offsets below it have not come, so there are none.
  void read(long offset) {
    inherited.headSet(offset, true).clear();
    (standing(offset) == Standing.REPEATED ? begun : waiting).add(offset);
    through = Math.max(through, offset + 1);
  }

  /// From here on it may have been sent.
  void begin(long offset) {
    waiting.remove(offset);
    begun.add(offset);
  }

  /// It was to be begun and has not been.
  void putOff(long offset) {
    if (standing(offset) != Standing.REPEATED && begun.remove(offset)) {
      waiting.add(offset);
    }
  }

  void settle(long offset) {
    begun.remove(offset);
    waiting.remove(offset);
  }

  /// How many offsets have been begun and not settled.
  int inFlight() {
    return begun.size();
  }

  /// How far it has come. What was inherited and has not been read yet is as it was.
  Progress progress() {
    TreeSet<Long> sent = new TreeSet<>(begun);
    TreeSet<Long> unsent = new TreeSet<>(waiting);
    for (long offset : inherited) {
      (before.begun().contains(offset) ? sent : unsent).add(offset);
    }
    return Progress.of(sent, unsent, through);
  }

  /// Whether so much of the partition is open that no more of it should be read.
  boolean isWide() {
    long first = Math.min(first(begun), Math.min(first(waiting), first(inherited)));
    return through - first > WIDEST;
  }

  private long first(SortedSet<Long> offsets) {
    return offsets.isEmpty() ? through : offsets.first();
  }

  /// Whether it has come further than was written last.
  boolean isUnwritten() {
    return !progress().equals(written);
  }

  /// Whether nothing has been written of it here.
  boolean isFresh() {
    return fresh;
  }

  /// Remembers what was written.
  void written(Progress progress) {
    written = progress;
    fresh = false;
  }
}
