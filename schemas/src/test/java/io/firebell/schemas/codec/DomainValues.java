package io.firebell.schemas.codec;

import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.GroupKey;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/// Arbitrary values of any record of the domain, found by following its components, so that a type
/// that is added is covered without a word here.
final class DomainValues {

  private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z");

  /// What components are called that are ids of incidents.
  private static final Set<String> INCIDENT_IDS = Set.of("incidentId", "into", "other");

  /// The types that do not take just any component.
  private static final Map<Class<?>, Arbitrary<?>> PARTICULAR =
      Map.of(
          String.class, text(0),
          Integer.class, Arbitraries.integers().greaterOrEqual(1),
          Long.class, Arbitraries.longs().greaterOrEqual(1),
          Instant.class, instants(),
          Duration.class, Arbitraries.longs().between(0, 1L << 50).map(Duration::ofMillis),
          Fingerprint.class, hash().map(Fingerprint::new),
          GroupKey.class, hash().map(GroupKey::new),
          Labels.class, labels(),
          Breach.class, breaches(),
          Recipient.class, recipients());

  private DomainValues() {}

  static Arbitrary<?> of(Type type) {
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class ->
          of(list.getActualTypeArguments()[0]).list().ofMaxSize(3);
      case Class<?> plain -> of(plain);
      default -> throw new AssertionError("no values known of " + type);
    };
  }

  private static Arbitrary<?> of(Class<?> type) {
    Arbitrary<?> particular = PARTICULAR.get(boxed(type));
    if (particular != null) {
      return particular;
    }
    if (type.isSealed()) {
      return Arbitraries.oneOf(
          Arrays.stream(type.getPermittedSubclasses())
              .map(leaf -> of(leaf).map(Function.<Object>identity()))
              .toList());
    }
    return type.isRecord() ? records(type) : Arbitraries.defaultFor(type);
  }

  private static Arbitrary<?> records(Class<?> type) {
    List<Arbitrary<Optional<Object>>> components =
        Arrays.stream(type.getRecordComponents()).map(DomainValues::component).toList();
    return components.isEmpty()
        ? Arbitraries.create(() -> construct(type, List.of()))
        : Combinators.combine(components)
            .as(values -> construct(type, values))
            .ignoreException(IllegalArgumentException.class);
  }

  private static Arbitrary<Optional<Object>> component(RecordComponent component) {
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Arbitrary<?> any =
        INCIDENT_IDS.contains(component.getName()) ? incidentIds() : of(component.getGenericType());
    Arbitrary<Object> values = any.map(Function.identity());
    return values.optional(nullable ? 0.7 : 1);
  }

  private static Object construct(Class<?> type, List<Optional<Object>> components) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components.stream().map(each -> each.orElse(null)).toArray());
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof IllegalArgumentException refused
          ? refused
          : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /// Any text that UTF-8 can hold, so without halves of surrogate pairs.
  private static Arbitrary<String> text(int shortest) {
    Arbitrary<Integer> ascii = Arbitraries.integers().between(0, 0x7f);
    Arbitrary<Integer> below = Arbitraries.integers().between(0x80, 0xd7ff);
    Arbitrary<Integer> above = Arbitraries.integers().between(0xe000, 0x10ffff);
    return Arbitraries.oneOf(ascii, below, above)
        .list()
        .ofMinSize(shortest)
        .ofMaxSize(12)
        .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(YEAR_2000.toEpochMilli(), YEAR_2100.toEpochMilli())
        .map(Instant::ofEpochMilli);
  }

  private static Arbitrary<String> hash() {
    return Arbitraries.longs().map(bits -> String.format("%016x", bits));
  }

  private static Arbitrary<String> incidentIds() {
    return Combinators.combine(hash(), Arbitraries.integers().greaterOrEqual(1))
        .as((group, episode) -> group + "-" + episode);
  }

  private static Arbitrary<Labels> labels() {
    return Arbitraries.maps(text(1), text(1)).ofMinSize(1).ofMaxSize(5).map(Labels::of);
  }

  private static Arbitrary<Breach> breaches() {
    Arbitrary<Double> numbers = Arbitraries.doubles();
    Arbitrary<Breach> present =
        Combinators.combine(text(1), numbers, Arbitraries.of("<", ">="), numbers, text(0))
            .as(Breach::new);
    return Arbitraries.oneOf(present, Arbitraries.just(Breach.NONE));
  }

  private static Arbitrary<Recipient> recipients() {
    return Combinators.combine(
            Arbitraries.of(ChannelType.class), Arbitraries.of("user/", "channel/"), text(0))
        .as((type, kind, name) -> new Recipient(type, kind + name));
  }
}
