package io.firebell.schemas.registry;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/// Which earlier versions of a schema a new one must get on with, and in which direction, as in
/// [Confluent's
/// rules](https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html).
public enum CompatibilityLevel {
  /// Nothing is checked.
  NONE(false, false, false),
  /// The new version reads what the last one wrote.
  BACKWARD(true, false, false),
  /// The new version reads what any earlier one wrote.
  BACKWARD_TRANSITIVE(true, false, true),
  /// The last version reads what the new one writes.
  FORWARD(false, true, false),
  /// Every earlier version reads what the new one writes.
  FORWARD_TRANSITIVE(false, true, true),
  /// Backward and forward.
  FULL(true, true, false),
  /// Backward and forward, with every earlier version.
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /// Judges a candidate against the versions before it.
  ///
  /// @param earlier the versions in force, oldest first
  public Compatibility check(Schema candidate, List<Schema> earlier) {
    List<Schema> relevant =
        transitive || earlier.isEmpty()
            ? earlier
            : earlier.subList(earlier.size() - 1, earlier.size());
    return new Compatibility(
        relevant.reversed().stream()
            .flatMap(version ->
                Stream.concat(
                    backward ? problems(candidate, version) : Stream.empty(),
                    forward ? problems(version, candidate) : Stream.empty()))
            .distinct()
            .toList());
  }

  private static Stream<String> problems(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    if (result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE) {
      return Stream.empty();
    }
    return result.getIncompatibilities().stream()
        .map(problem ->
            "%s at %s: %s"
                .formatted(problem.getType(), problem.getLocation(), problem.getMessage()));
  }
}
