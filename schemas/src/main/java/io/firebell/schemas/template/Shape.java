package io.firebell.schemas.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What kind of value a name stands for.
public sealed interface Shape {

  /// A text, which may be empty.
  record Text() implements Shape {}

  /// A whole number.
  record Whole() implements Shape {}

  /// Yes or no.
  record Flag() implements Shape {}

  /// An instant, or an empty text when there is none.
  record Time() implements Shape {}

  /// Some of one kind, in order.
  record ListOf(Shape item) implements Shape {}

  /// Texts under names that nobody knows beforehand, as labels are. One that is not there is empty.
  record Labelled() implements Shape {}

  /// Values under names that are always there.
  record Fields(SequencedMap<String, Shape> names) implements Shape {}

  /// Whether a value is of this kind, down to its last part.
  default boolean fits(Object value) {
    return switch (this) {
      case Text _ -> value instanceof String;
      case Whole _ -> value instanceof Integer || value instanceof Long;
      case Flag _ -> value instanceof Boolean;
      case Time _ -> value instanceof Instant || "".equals(value);
      case ListOf(Shape item) ->
          value instanceof List<?> list
              && list.stream().allMatch(part -> part != null && item.fits(part));
      case Labelled _ ->
          value instanceof Map<?, ?> map
              && map.values().stream().allMatch(String.class::isInstance);
      case Fields(var names) ->
          value instanceof Map<?, ?> map
              && map.keySet().equals(names.keySet())
              && names.entrySet().stream()
                  .allMatch(name -> {
                    Object part = map.get(name.getKey());
                    return part != null && name.getValue().fits(part);
                  });
    };
  }

  /// What it is, for people: `a list`.
  default String described() {
    return switch (this) {
      case Text _ -> "a text";
      case Whole _ -> "a number";
      case Flag _ -> "true or false";
      case Time _ -> "a time";
      case ListOf _ -> "a list";
      case Labelled _ -> "a set of labels";
      case Fields _ -> "several values";
    };
  }
}
