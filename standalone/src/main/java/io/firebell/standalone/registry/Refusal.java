package io.firebell.standalone.registry;

/// A request that the registry answers with an error.
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  /// @param status the HTTP status
  /// @param errorCode Confluent's code
  Refusal(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  int status() {
    return status;
  }

  int errorCode() {
    return errorCode;
  }
}
