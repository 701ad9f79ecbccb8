package io.firebell.notifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How far a partition has been worked off, as it is kept in the metadata of its committed offset.
///
/// Everything below `from`, which is the committed offset, is settled, and so is everything from
/// there to `through` but for `unsettled`. The unsettled may have been sent: they were being sent
/// when this was written. Thus one slow recipient holds up nobody's results, and who takes over
/// after a crash knows what to send again, and nothing else is sent twice.
///
/// As text: `1 7 0,2,6` says that of the 7 offsets from the committed one on, the first, the third
/// and the last are unsettled. The 1 is the version of this format.
///
/// @param from the first offset that is not settled, or `through`
/// @param through the offset after the last that was begun
record Progress(long from, long through, List<Long> unsettled) {

  private static final Pattern TEXT =
      Pattern.compile("1 ([0-9]{1,18}) ([0-9]{1,18}(?:,[0-9]{1,18})*)");

  /// @throws IllegalArgumentException if an unsettled offset is not in the range
  Progress {
    unsettled = List.copyOf(new TreeSet<>(unsettled));
    if (!unsettled.isEmpty() && (unsettled.getFirst() < from || unsettled.getLast() >= through)) {
      throw new IllegalArgumentException(
          "unsettled offsets should be from " + from + " to " + through + ": were " + unsettled);
    }
  }

  /// Nothing is begun beyond an offset.
  static Progress at(long offset) {
    return new Progress(offset, offset, List.of());
  }

  static Progress of(Collection<Long> unsettled, long through) {
    List<Long> ordered = List.copyOf(new TreeSet<>(unsettled));
    return new Progress(ordered.isEmpty() ? through : ordered.getFirst(), through, ordered);
  }

  /// Reads what [#metadata] wrote. Text of another kind, as from a tool that has reset the offset,
  /// says that nothing is begun beyond it.
  static Progress parse(long committed, String metadata) {
    Matcher matcher = TEXT.matcher(metadata);
    if (!matcher.matches()) {
      return at(committed);
    }
    long through = committed + Long.parseLong(matcher.group(1));
    List<Long> unsettled =
        Stream.of(matcher.group(2).split(",", -1))
            .map(distance -> committed + Long.parseLong(distance))
            .toList();
    return isWithin(unsettled, through)
        ? new Progress(committed, through, unsettled)
        : at(committed);
  }

  private static boolean isWithin(List<Long> unsettled, long through) {
    return unsettled.stream().allMatch(offset -> offset < through);
  }

  /// What to keep with the offset [#from]; empty when everything is settled.
  String metadata() {
    if (unsettled.isEmpty()) {
      return "";
    }
    List<String> distances = new ArrayList<>();
    unsettled.forEach(offset -> distances.add(Long.toString(offset - from)));
    return "1 " + (through - from) + " " + String.join(",", distances);
  }
}
