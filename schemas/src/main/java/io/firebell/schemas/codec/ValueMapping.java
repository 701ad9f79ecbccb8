package io.firebell.schemas.codec;

import java.util.Objects;

/// A record of one component, such as a fingerprint, as that component alone.
record ValueMapping(RecordShape shape, Mapping component) implements Mapping {

  @Override
  public Object toAvro(Object value) {
    return component.toAvro(Objects.requireNonNull(shape.components(value)[0]));
  }

  @Override
  public Object fromAvro(Object datum) {
    return shape.construct(new Object[] {component.fromAvro(datum)});
  }
}
