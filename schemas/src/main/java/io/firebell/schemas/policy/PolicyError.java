package io.firebell.schemas.policy;

import java.util.Comparator;

/// One thing that is wrong with a policy, and where.
///
/// @param line counted from 1
/// @param column counted from 1
/// @param path the place by names, `escalations.production.steps[1].wait`; empty for the document
/// @param message the rule that is broken and the value that breaks it; never a secret
public record PolicyError(int line, int column, String path, String message) {

  static final Comparator<PolicyError> BY_PLACE =
      Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column);

  /// `12:20: escalations.production.steps[1].wait: should be a duration …`, which editors can jump
  /// to when a file name is put in front.
  @Override
  public String toString() {
    String at = line + ":" + column + ": ";
    return path.isEmpty() ? at + message : at + path + ": " + message;
  }
}
