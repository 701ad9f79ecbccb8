package io.firebell.notifier;

import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a partition has been worked off, as it is kept in the metadata of its committed offset.
///
/// Everything below `from`, which is the committed offset, is settled, and so is everything from
/// there to `through` but for what is begun and what waits. The begun may have been sent: they were
/// to be sent when this was written, and nothing is sent before. Thus one slow recipient holds up
/// nobody's results, and who takes over after a crash knows what to send again, and nothing else is
/// sent twice.
///
/// As text: `2 7 RQ== Ag==` says that of the 7 offsets from the committed one on, the first, the
/// third and the last are begun and the second waits: bits in Base64, the lowest of each byte
/// first. The 2 is the version of this format. A broker takes up to 4,096 characters.
///
/// @param from the first offset that is not settled, or `through`
/// @param through the offset after the last that was read
record Progress(long from, long through, SortedSet<Long> begun, SortedSet<Long> waiting) {

  /// What is farther from the first than this is not told: it would be read as if for the first
  /// time.
  static final int LONGEST = 11_000;

  private static final Pattern TEXT =
      Pattern.compile("2 ([0-9]{1,6}) ([A-Za-z0-9+/]*={0,2}) ([A-Za-z0-9+/]*={0,2})");

  /// @throws IllegalArgumentException if an offset that is not settled is not in the range
  Progress {
    begun = new TreeSet<>(begun);
    waiting = new TreeSet<>(waiting);
    for (SortedSet<Long> open : List.of(begun, waiting)) {
      if (!open.isEmpty() && (open.first() < from || open.last() >= through)) {
        throw new IllegalArgumentException(
            "unsettled offsets should be from " + from + " to " + through + ": were " + open);
      }
    }
  }

  /// Nothing is read beyond an offset.
  static Progress at(long offset) {
    return new Progress(offset, offset, new TreeSet<>(), new TreeSet<>());
  }

  /// @param through the offset after the last that was read
  static Progress of(Collection<Long> begun, Collection<Long> waiting, long through) {
    TreeSet<Long> open = new TreeSet<>(begun);
    open.addAll(waiting);
    long from = open.isEmpty() ? through : open.first();
    long told = Math.min(through, from + LONGEST);
    return new Progress(
        from, told, new TreeSet<>(begun).headSet(told), new TreeSet<>(waiting).headSet(told));
  }

  /// Reads what [#metadata] wrote. Text of another kind, as from a tool that has reset the offset,
  /// says that nothing is read beyond it.
  static Progress parse(long committed, String metadata) {
    Matcher matcher = TEXT.matcher(metadata);
    if (!matcher.matches()) {
      return at(committed);
    }
    long through = committed + Long.parseLong(matcher.group(1));
    try {
      return new Progress(
          committed,
          through,
          offsets(committed, matcher.group(2)),
          offsets(committed, matcher.group(3)));
    } catch (IllegalArgumentException e) {
      return at(committed);
    }
  }

  /// What to keep with the offset [#from]; empty when everything is settled.
  String metadata() {
    return begun.isEmpty() && waiting.isEmpty()
        ? ""
        : "2 " + (through - from) + " " + bits(begun) + " " + bits(waiting);
  }

  private String bits(SortedSet<Long> offsets) {
    BitSet bits = new BitSet();
    offsets.forEach(offset -> bits.set((int) (offset - from)));
    return Base64.getEncoder().encodeToString(bits.toByteArray());
  }

  private static SortedSet<Long> offsets(long from, String text) {
    SortedSet<Long> offsets = new TreeSet<>();
    BitSet.valueOf(Base64.getDecoder().decode(text)).stream()
        .forEach(distance -> offsets.add(from + distance));
    return offsets;
  }
}
