package io.firebell.streams.query;

/// The state cannot be read at this moment and can be soon.
public final class NotReadyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
