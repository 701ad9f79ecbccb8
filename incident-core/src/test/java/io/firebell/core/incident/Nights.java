package io.firebell.core.incident;

import io.firebell.core.policy.Policy;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

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

  /// Plays a night and looks at the group's last incident after each of its happenings, once it has
  /// had one.
  static void ofEachIncident(
      Policy policy, List<Happening> night, BiConsumer<Incident, Shell> check) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null) {
            check.accept(incident, shell);
          }
        });
  }
}
