package io.firebell.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/// No registry answered, or none that is well; asking again may help.
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
