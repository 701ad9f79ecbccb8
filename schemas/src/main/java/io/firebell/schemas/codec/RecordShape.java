package io.firebell.schemas.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A record class, to be taken apart and put together by method handles.
///
/// They are linked when first needed, because that takes about 4 ms a class and most processes meet
/// few of them. The class need not be public; it may not be hidden in another module.
final class RecordShape {

  private final Class<?> type;

  /// Immutable, so it does not matter if two threads that meet here link it twice.
  private @Nullable Handles handles;

  RecordShape(Class<?> type) {
    this.type = type;
  }

  /// The values of the components, in their order.
  @Nullable Object[] components(Object value) {
    MethodHandle[] accessors = handles().accessors();
    @Nullable Object[] components = new @Nullable Object[accessors.length];
    try {
      for (int i = 0; i < accessors.length; i++) {
        components[i] = (Object) accessors[i].invokeExact(value);
      }
      return components;
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /// A record of these components.
  ///
  /// @throws IllegalArgumentException if its constructor refuses them
  Object construct(@Nullable Object[] components) {
    try {
      return (Object) handles().putTogether().invokeExact(components);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private Handles handles() {
    Handles linked = handles;
    if (linked == null) {
      linked = Handles.link(type);
      handles = linked;
    }
    return linked;
  }

  /// Record constructors and accessors declare no checked exceptions.
  private static RuntimeException unchecked(Throwable e) {
    return switch (e) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case Throwable checked -> throw new AssertionError("declared nowhere", checked);
    };
  }

  /// One handle for all accessors of a record would be a class to be spun of its own for each;
  /// these share a few.
  ///
  /// @param accessors each of type `(Object)Object`
  /// @param putTogether of type `(Object[])Object`
  @SuppressWarnings("ArrayRecordComponent") // it is seen by nobody else
  private record Handles(MethodHandle[] accessors, MethodHandle putTogether) {

    static Handles link(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      try {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        MethodHandle[] accessors = new MethodHandle[components.length];
        for (int i = 0; i < accessors.length; i++) {
          accessors[i] =
              lookup
                  .unreflect(components[i].getAccessor())
                  .asType(MethodType.methodType(Object.class, Object.class));
        }
        return new Handles(accessors, constructor(lookup, type, components));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(
            "a record should be in an open module: was " + type.getName(), e);
      }
    }

    private static MethodHandle constructor(
        MethodHandles.Lookup lookup, Class<?> type, RecordComponent[] components)
        throws ReflectiveOperationException {
      Class<?>[] parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return lookup
          .findConstructor(type, MethodType.methodType(void.class, parameters))
          .asSpreader(Object[].class, parameters.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    }
  }
}
