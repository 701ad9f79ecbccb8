package io.firebell.schemas.policy;

/// A secret that a policy refers to and that is not where the policy says. The message names the
/// variable or the file and never what is in it.
public final class SecretNotFoundException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  SecretNotFoundException(String message) {
    super(message);
  }
}
