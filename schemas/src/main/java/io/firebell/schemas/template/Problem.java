package io.firebell.schemas.template;

/// What is wrong with a template, and where in its text.
///
/// @param line counted from 1
/// @param column counted from 1
/// @param message the rule that is broken and what breaks it
public record Problem(int line, int column, String message) {

  /// `3:7: should be …`.
  @Override
  public String toString() {
    return line + ":" + column + ": " + message;
  }
}
