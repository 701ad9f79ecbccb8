package io.firebell.notifier.kit;

import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;

/// Policies to test with.
public final class Policies {

  private static final String ROUTES =
      """
      version: 1
      routes: [{ plan: only }]
      plans: { only: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      """;

  /// One that pages nobody.
  public static final Policy SHORTEST = of(ROUTES);

  private Policies() {}

  /// What a text says, which has to be in order.
  public static Policy of(String yaml) {
    return switch (PolicyReader.read(yaml, 7)) {
      case PolicyReading.Accepted accepted -> accepted.policy();
      case PolicyReading.Refused refused ->
          throw new IllegalArgumentException("a policy should be in order: " + refused);
    };
  }

  /// The shortest policy with these sections too.
  public static Policy with(String sections) {
    return of(ROUTES + sections);
  }
}
