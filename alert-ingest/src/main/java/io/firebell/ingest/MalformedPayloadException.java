package io.firebell.ingest;

/// A payload of which nothing can be read.
public final class MalformedPayloadException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedPayloadException(String message) {
    super(message);
  }
}
