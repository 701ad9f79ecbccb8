package io.firebell.schemas.registry;

import org.apache.kafka.common.KafkaException;

/// A registry answered, and the answer was no; asking again gives the same.
public final class RegistryRefusedException extends KafkaException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  /// @param status the HTTP status
  /// @param errorCode the registry's own code, such as 40403, or 0 if it gave none
  RegistryRefusedException(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  /// The HTTP status of the answer.
  public int status() {
    return status;
  }

  /// The registry's own code, such as 40403, or 0 if the answer carried none.
  public int errorCode() {
    return errorCode;
  }

  /// Whether the registry itself said that it has no such subject, version or schema. A 404 without
  /// its code does not count: that is a wrong URL.
  public boolean isUnknown() {
    return status == 404 && errorCode / 100 == 404;
  }
}
