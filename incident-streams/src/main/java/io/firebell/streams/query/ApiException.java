package io.firebell.streams.query;

/// A request that cannot be answered as it was meant.
public final class ApiException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  /// @param code the HTTP status
  /// @param message for whoever asked
  public ApiException(int code, String message) {
    super(message);
    this.code = code;
  }

  /// The HTTP status.
  public int code() {
    return code;
  }
}
