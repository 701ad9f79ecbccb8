package io.firebell.schemas.policy;

/// A secret that a policy refers to and that is not where the policy says.
public final class SecretNotFoundException extends Exception {

  private static final long serialVersionUID = 1L;

  SecretNotFoundException(String message) {
    super(message);
  }
}
