package io.firebell.core.alert;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A set of name–value pairs, in the order of their names' UTF-8 bytes.
///
/// As in Prometheus a pair with an empty value is the same as no pair, so such pairs are dropped.
/// Names are not empty, and names and values can be written as UTF-8, without which a label set has
/// no fingerprint of its own. Lookups of absent names give the empty string.
public record Labels(SortedMap<String, String> pairs) {

  /// Orders strings by their UTF-8 bytes, as Go sorts them. Java's own order differs for
  /// supplementary characters.
  private static final Comparator<String> UTF_8_ORDER = Labels::compareByCodePoint;

  public static final Labels NONE = new Labels(new TreeMap<>());

  /// @throws IllegalArgumentException if a name is empty, or a name or a value has half of a
  ///   surrogate pair
  public Labels {
    TreeMap<String, String> kept = new TreeMap<>(UTF_8_ORDER);
    pairs.forEach((name, value) -> {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a label name should not be empty: was \"\"");
      }
      requireUtf8("a label name", "", name);
      requireUtf8("the value of label ", name, value);
      if (!value.isEmpty()) {
        kept.put(name, value);
      }
    });
    pairs = Collections.unmodifiableSortedMap(kept);
  }

  /// Labels with these names and values.
  ///
  /// @throws IllegalArgumentException if one of them is not allowed in labels
  public static Labels of(Map<String, String> pairs) {
    return pairs.isEmpty() ? NONE : new Labels(new TreeMap<>(pairs));
  }

  /// Labels from alternating names and values, for code that spells them out.
  ///
  /// @throws IllegalArgumentException if their number is odd or one is not allowed in labels
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "names and values should alternate: were " + namesAndValues.length);
    }
    TreeMap<String, String> pairs = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Labels(pairs);
  }

  /// The value of a label, empty when there is none.
  public String get(String name) {
    return pairs.getOrDefault(name, "");
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  /// The hash that identifies this label set everywhere.
  public Fingerprint fingerprint() {
    return Fingerprint.of(this);
  }

  /// `{a="1", b="2"}`, as Prometheus writes a label set.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    pairs.forEach((name, value) -> {
      text.append(text.length() > 1 ? ", " : "").append(name).append("=\"");
      text.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    });
    return text.append('}').toString();
  }

  private static void requireUtf8(String what, String which, String text) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (Character.getType(point) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            "%s%s should be UTF-8: has the unpaired surrogate U+%04X at index %d"
                .formatted(what, which, point, i));
      }
    }
  }

  private static int compareByCodePoint(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean bothOrNeither = Character.isSurrogate(x) == Character.isSurrogate(y);
        return bothOrNeither ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
