package io.firebell.schemas.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a mapping in a policy's text has under its keys.
final class YamlFields {

  private final YamlValue mapping;
  private final Map<String, YamlValue> values;

  YamlFields(YamlValue mapping, Map<String, YamlValue> values) {
    this.mapping = mapping;
    this.values = values;
  }

  Optional<YamlValue> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /// The value of a key that has to be there.
  ///
  /// @param why what it is for, to end the complaint
  Optional<YamlValue> require(String key, String why) {
    if (!values.containsKey(key)) {
      mapping.refuseLackOf(key, why);
    }
    return get(key);
  }

  /// The keys, in the order of the text.
  Set<String> keys() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Duration duration(String key, Duration otherwise) {
    return get(key).flatMap(YamlValue::duration).orElse(otherwise);
  }

  Duration positiveDuration(String key, Duration otherwise) {
    return get(key).flatMap(YamlValue::positiveDuration).orElse(otherwise);
  }

  /// The items under a key, none when it is not there.
  List<YamlValue> oneOrMore(String key) {
    return get(key).map(value -> value.oneOrMore("")).orElse(List.of());
  }
}
