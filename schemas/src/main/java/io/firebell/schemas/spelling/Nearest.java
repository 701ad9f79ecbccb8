package io.firebell.schemas.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// The word that somebody may have meant.
public final class Nearest {

  /// Enough for every time zone; hints for a text full of mistakes should not take minutes.
  private static final int MOST_CANDIDATES = 1000;

  private static final int LONGEST = 100;

  private Nearest() {}

  /// ` (did you mean "wait"?)`, or nothing when no candidate is near.
  public static String hint(String word, Collection<String> candidates) {
    int most = Math.max(1, word.length() / 3);
    if (word.length() > LONGEST) {
      return "";
    }
    return candidates.stream()
        .limit(MOST_CANDIDATES)
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= most)
        .filter(candidate -> distance(word, candidate) <= most)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .map(candidate -> " (did you mean \"" + candidate + "\"?)")
        .orElse("");
  }

  /// How many letters have to be put in, left out, changed or swapped with the next, whatever their
  /// case.
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : cheapest(distances, a, b, i, j);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int cheapest(int[][] distances, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int changed = distances[i - 1][j - 1] + (same ? 0 : 1);
    int putInOrLeftOut = 1 + Math.min(distances[i - 1][j], distances[i][j - 1]);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    int cheapest = Math.min(changed, putInOrLeftOut);
    return swapped ? Math.min(cheapest, distances[i - 2][j - 2] + 1) : cheapest;
  }
}
