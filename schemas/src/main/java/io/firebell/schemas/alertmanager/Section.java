package io.firebell.schemas.alertmanager;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a mapping has under the keys that may be there. Keys with nothing behind them count as left
/// out, as with Alertmanager.
final class Section {

  private final Value mapping;
  private final Map<String, Value> values;

  Section(Value mapping, Map<String, Value> values) {
    this.mapping = mapping;
    this.values = values;
  }

  Value mapping() {
    return mapping;
  }

  Optional<Value> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /// A text that is not empty.
  Optional<Value> filled(String key) {
    return get(key).filter(value -> value.text().filter(text -> !text.isEmpty()).isPresent());
  }

  /// The text of [#filled].
  Optional<String> text(String key) {
    return filled(key).flatMap(Value::text);
  }

  boolean flag(String key, boolean otherwise) {
    return get(key).flatMap(Value::flag).orElse(otherwise);
  }

  List<Value> items(String key) {
    return get(key).map(Value::items).orElse(List.of());
  }

  /// Complains of two keys of which at most one may be there.
  void oneOf(String first, String second) {
    if (filled(first).isPresent()) {
      filled(second)
          .ifPresent(value -> value.refuse("should not stand beside " + first + ": does"));
    }
  }
}
