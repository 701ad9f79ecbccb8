package io.firebell.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/// How so many durations are spread.
final class Spread {

  private final double[] sorted;

  /// @param millis in any order
  Spread(Collection<Double> millis) {
    sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /// The duration that so much of a hundred are no longer than; not a number when there is none.
  double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /// How much of a hundred are at most so far from nought.
  double within(double millis) {
    long near = Arrays.stream(sorted).filter(one -> Math.abs(one) <= millis).count();
    return 100.0 * near / sorted.length;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6d  min %7.1f  p50 %7.1f  p90 %7.1f  p99 %7.1f  max %7.1f  within 100 ms %5.1f %%",
        sorted.length,
        percentile(0),
        percentile(50),
        percentile(90),
        percentile(99),
        percentile(100),
        within(100));
  }
}
