package io.firebell.schemas;

import java.util.List;

/// Topics exist, but not as they have to be. The message says of each what it has and should have.
public final class TopicMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TopicMismatchException(List<String> complaints) {
    super(String.join("; ", complaints));
  }
}
