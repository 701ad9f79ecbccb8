package io.firebell.schemas.policy;

/// A text that is not YAML, or more of it than a policy may be.
public final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  YamlException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /// Where it is broken, and how.
  public PolicyError error() {
    return new PolicyError(line, column, "", String.valueOf(getMessage()));
  }
}
