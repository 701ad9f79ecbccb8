package io.firebell.schemas.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A map whose keys are text. It is written in an order of its keys, so that equal values have
/// equal bytes.
///
/// @param sorted whether the domain wants a sorted map
record MapMapping(Mapping key, Mapping value, boolean sorted) implements Mapping {

  @Override
  public Object toAvro(Object map) {
    if (sorted && key == Scalar.TEXT && value == Scalar.TEXT) {
      return map;
    }
    SortedMap<Object, Object> to = new TreeMap<>();
    ((Map<?, ?>) map).forEach((k, v) -> to.put(key.toAvro(k), value.toAvro(v)));
    return to;
  }

  @Override
  public Object fromAvro(Object datum) {
    Map<?, ?> from = (Map<?, ?>) datum;
    Map<Object, Object> to = sorted ? new TreeMap<>() : HashMap.newHashMap(from.size());
    from.forEach((k, v) -> to.put(key.fromAvro(k), value.fromAvro(v)));
    return to;
  }
}
