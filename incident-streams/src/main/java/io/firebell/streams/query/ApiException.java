package io.firebell.streams.query;

/// A request that cannot be answered as it was meant.
final class ApiException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  /// @param code the HTTP status
  /// @param message for whoever asked
  ApiException(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
