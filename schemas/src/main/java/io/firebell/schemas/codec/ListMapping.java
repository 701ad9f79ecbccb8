package io.firebell.schemas.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// A list as an array.
record ListMapping(Mapping element) implements Mapping {

  @Override
  public Object toAvro(Object list) {
    return Arrays.asList(each((List<?>) list, element::toAvro));
  }

  @Override
  public Object fromAvro(Object datum) {
    return List.of(each((Collection<?>) datum, element::fromAvro));
  }

  private static Object[] each(Collection<?> from, UnaryOperator<Object> mapping) {
    Object[] to = new Object[from.size()];
    int i = 0;
    for (Object element : from) {
      to[i++] = mapping.apply(element);
    }
    return to;
  }
}
