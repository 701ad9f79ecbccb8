package io.firebell.core.alert;

import java.util.Set;

/// Which metric crossed which threshold: the part of an alert that carries numbers.
///
/// @param metric the metric's name, empty for [#NONE] alone
/// @param value what was measured, in `unit`
/// @param comparator how value and threshold compare: `>`, `>=`, `<`, `<=`, `==` or `!=`
/// @param threshold the limit that was crossed, in `unit`
/// @param unit for people: `%`, `s`, `USD`; may be empty
public record Breach(
    String metric, double value, String comparator, double threshold, String unit) {

  /// The breach of an alert that has none. No rule that names a metric matches it.
  public static final Breach NONE = new Breach("", Double.NaN, "", Double.NaN, "");

  private static final Set<String> COMPARATORS = Set.of(">", ">=", "<", "<=", "==", "!=");

  /// @throws IllegalArgumentException if a named metric comes with an unknown comparator or numbers
  ///   that are not finite
  public Breach {
    if (!metric.isEmpty()) {
      if (!COMPARATORS.contains(comparator)) {
        throw new IllegalArgumentException(
            "comparator should be one of > >= < <= == !=: was \"" + comparator + "\"");
      }
      if (!Double.isFinite(value) || !Double.isFinite(threshold)) {
        throw new IllegalArgumentException(
            "value and threshold should be finite: were " + value + " and " + threshold);
      }
    }
  }

  public boolean isPresent() {
    return !metric.isEmpty();
  }

  /// `error_rate 7.2 % > 5.0 %`; empty for [#NONE].
  @Override
  public String toString() {
    if (!isPresent()) {
      return "";
    }
    String suffix = unit.isEmpty() ? "" : " " + unit;
    return metric + " " + value + suffix + " " + comparator + " " + threshold + suffix;
  }
}
