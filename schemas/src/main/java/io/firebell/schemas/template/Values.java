package io.firebell.schemas.template;

import com.github.jknack.handlebars.ValueResolver;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/// Looks names up in maps, and nowhere else: no method, no field, no class of Java's is found. A
/// name that is not there says nothing.
record Values(Budget budget) implements ValueResolver {

  @Override
  public Object resolve(Object context, String name) {
    if (!(context instanceof Map<?, ?> map)) {
      return UNRESOLVED;
    }
    // The engine asks for a loop's own names, such as @index, here first.
    Object value = map.get(name);
    budget.pay(value instanceof String text ? text.length() : 0);
    return value == null ? UNRESOLVED : value;
  }

  @Override
  public Object resolve(Object context) {
    return context instanceof Map ? context : UNRESOLVED;
  }

  @Override
  public Set<Entry<String, Object>> propertySet(Object context) {
    return Set.of();
  }
}
