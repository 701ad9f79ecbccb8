package io.firebell.schemas.template;

/// How much one filling of a template may still do. Everything that is looked at, repeated or put
/// together is paid for, so that a template comes to an end soon whatever loops are in it.
final class Budget {

  private static final int CHARACTERS = 2_000_000;

  private int left = CHARACTERS;

  /// @throws IllegalArgumentException if there is not enough left
  void pay(int characters) {
    left -= Math.min(characters, left) + 1;
    if (left < 0) {
      throw new IllegalArgumentException(
          "should come to an end: goes through more than "
              + CHARACTERS
              + " characters, which loops in loops do");
    }
  }
}
