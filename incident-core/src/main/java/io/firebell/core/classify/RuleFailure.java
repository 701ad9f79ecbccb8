package io.firebell.core.classify;

import java.util.regex.Pattern;

/// A rule that could not be evaluated for an alert, as when it reads a label that is not there.
final class RuleFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private static final Pattern PREFIX = Pattern.compile("evaluation error at <input>:\\d+: ");

  RuleFailure(Exception cause) {
    super(PREFIX.matcher(String.valueOf(cause.getMessage())).replaceFirst(""), cause);
  }

  /// Whether the alert has no breach and the rule asked for its numbers, the only variables that
  /// are not always there.
  boolean isForWantOfABreach() {
    return String.valueOf(getMessage()).startsWith("No such attribute(s): breach.");
  }
}
