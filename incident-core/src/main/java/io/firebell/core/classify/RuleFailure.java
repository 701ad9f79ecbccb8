package io.firebell.core.classify;

/// A rule that could not be evaluated for an alert, as when it reads a label that is not there.
final class RuleFailure extends Exception {

  private static final long serialVersionUID = 1L;

  RuleFailure(Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
