package io.firebell.core.incident;

import io.firebell.core.policy.Policy;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/// Nights full of happenings under policies of all kinds, for properties.
final class Nights extends DomainContextBase {

  @Provide
  Arbitrary<List<Happening>> nights() {
    return Happening.nights();
  }

  @Provide
  Arbitrary<Policy> policies() {
    return Happening.policies();
  }

  static Shell played(Policy policy, List<Happening> night) {
    return afterEach(policy, night, _ -> {});
  }

  /// Plays a night and looks at it after each of its happenings.
  static Shell afterEach(Policy policy, List<Happening> night, Consumer<Shell> check) {
    Shell shell = new Shell(policy);
    for (Happening happening : night) {
      happening.playTo(shell);
      check.accept(shell);
    }
    return shell;
  }
}
