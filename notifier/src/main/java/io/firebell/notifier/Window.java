package io.firebell.notifier;

import java.util.TreeSet;

/// The part of a partition that is being worked off: which offsets have been begun and which of
/// them are settled. It belongs to the one thread that reads the partition, in order.
final class Window {

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
  private final TreeSet<Long> unsettled = new TreeSet<>();
  private long through;
  private Progress written;

  /// @param before how far whoever had the partition before has come
  Window(Progress before) {
    this.before = before;
    this.inherited = new TreeSet<>(before.unsettled());
    this.through = before.through();
    this.written = before;
  }

  Standing standing(long offset) {
    if (offset >= before.through()) {
      return Standing.FRESH;
    }
    return inherited.contains(offset) ? Standing.REPEATED : Standing.SETTLED;
  }

  /// Takes a record that was read. Inherited offsets below it have not come, so there are none.
  void begin(long offset) {
    inherited.headSet(offset, true).clear();
    unsettled.add(offset);
    through = Math.max(through, offset + 1);
  }

  void settle(long offset) {
    unsettled.remove(offset);
  }

  /// How many offsets have been begun and not settled.
  int inFlight() {
    return unsettled.size();
  }

  /// How far it has come. What was inherited and has not been read yet is still unsettled.
  Progress progress() {
    TreeSet<Long> open = new TreeSet<>(unsettled);
    open.addAll(inherited);
    return Progress.of(open, through);
  }

  /// Whether it has come further than was written last.
  boolean isUnwritten() {
    return !progress().equals(written);
  }

  /// Remembers what was written.
  void written(Progress progress) {
    written = progress;
  }
}
