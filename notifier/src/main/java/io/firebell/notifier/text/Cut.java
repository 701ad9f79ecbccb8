package io.firebell.notifier.text;

/// Text made to fit a limit of the far side, so that what is left out shows.
public final class Cut {

  /// What stands for the part that is left out.
  public static final String MARK = "…";

  private Cut() {}

  /// The text, or as much of its beginning as fits with an ellipsis after it.
  ///
  /// @param limit the most UTF-16 units that the result may have, at least 1
  public static String to(int limit, String text) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit should be at least 1: was " + limit);
    }
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - MARK.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + MARK;
  }
}
