package io.firebell.schemas.alertmanager;

import io.firebell.core.alert.Labels;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Route;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The routes of a configuration after it has become a policy, by the names that it gives to
/// receivers.
///
/// @param receivers by the policy's names of them
record ImportedRoutes(Policy policy, Map<String, String> receivers) {

  static ImportedRoutes of(String yaml) {
    String text = Texts.converted(yaml, SecretStyle.ENVIRONMENT).policy();
    Policy policy =
        switch (PolicyReader.read(text, 1)) {
          case PolicyReading.Accepted(Policy accepted) -> accepted;
          case PolicyReading.Refused(var errors) -> throw new AssertionError(errors);
        };
    List<String> names = names(yaml);
    LegalNames legal = LegalNames.of(names);
    Map<String, String> receivers = new HashMap<>();
    names.forEach(name -> receivers.put(legal.of(name), name));
    return new ImportedRoutes(policy, receivers);
  }

  private static List<String> names(String yaml) {
    Map<?, ?> config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    List<?> receivers = (List<?>) Objects.requireNonNull(config.get("receivers"));
    return receivers.stream().map(one -> String.valueOf(((Map<?, ?>) one).get("name"))).toList();
  }

  /// The receivers of an alert, in the order of the tree.
  List<String> receivers(Labels alert) {
    return policy.routing().match(alert).stream()
        .map(Route::plan)
        .map(plan -> receivers.getOrDefault(plan, plan))
        .toList();
  }
}
