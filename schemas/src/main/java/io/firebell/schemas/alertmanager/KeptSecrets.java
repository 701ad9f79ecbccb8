package io.firebell.schemas.alertmanager;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The secrets that are written out in a configuration. It holds them in the clear, and says of
/// itself only where they stand.
public final class KeptSecrets {

  /// None.
  public static final KeptSecrets NONE = new KeptSecrets(Map.of(), List.of());

  /// A variable that has to be set before a policy works.
  ///
  /// @param name of the variable
  /// @param path the place whose text is its value: `receivers[0].pagerduty_configs[0].routing_key`
  /// @param line of that place, counted from 1
  public record Variable(String name, String path, int line) {}

  private final Map<String, String> byPlace;
  private final List<Variable> variables;

  KeptSecrets(Map<String, String> byPlace, List<Variable> variables) {
    this.byPlace = Collections.unmodifiableMap(new LinkedHashMap<>(byPlace));
    this.variables = List.copyOf(variables);
  }

  /// What stands at a place, as [SecretStyle#CONFIGURATION] names it.
  public Optional<String> at(String place) {
    return Optional.ofNullable(byPlace.get(place));
  }

  /// The same secrets and, where these have nothing, others: for as long as it is open which of two
  /// configurations a policy was made of.
  public KeptSecrets or(KeptSecrets others) {
    Map<String, String> all = new LinkedHashMap<>(others.byPlace);
    all.putAll(byPlace);
    return new KeptSecrets(all, variables);
  }

  /// What has to be set, as [SecretStyle#ENVIRONMENT] names it.
  public List<Variable> variables() {
    return variables;
  }

  /// The places, never what stands there.
  @Override
  public String toString() {
    return byPlace.keySet().toString();
  }
}
