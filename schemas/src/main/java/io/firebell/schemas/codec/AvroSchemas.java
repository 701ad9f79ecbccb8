package io.firebell.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.jspecify.annotations.Nullable;

/// Schema files that mention one another: one for each type that more than one value has or that is
/// a value itself, in the folder that its namespace names.
final class AvroSchemas {

  private static final String NAMESPACE = "io.firebell.schemas";

  private static final List<String> FILES =
      List.of(
          "Breach",
          "Alert",
          "AlertChangeKind",
          "Event",
          "Until",
          "Phase",
          "Postmortem",
          "Group",
          "Mute",
          "Priority",
          "PromiseKind",
          "Rating",
          "Recipient",
          "AlertChange",
          "AlertState",
          "Bulletin",
          "Command",
          "Delivery",
          "Expected",
          "Flips",
          "Incident",
          "Inhibitor",
          "LoggedFact",
          "Member",
          "Notification",
          "PolicyDocument",
          "Pulse",
          "Silence",
          "Footing");

  private final Map<String, Schema> schemas;

  private AvroSchemas(SchemaParser parser) {
    this.schemas =
        parser.getParsedNamedSchemas().stream()
            .collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));
  }

  /// The schemas of this version.
  static AvroSchemas current() {
    return in("/" + NAMESPACE.replace('.', '/'), FILES);
  }

  /// The schemas in files of these names, in any order.
  ///
  /// @throws IllegalArgumentException if there is no such file
  /// @throws org.apache.avro.AvroRuntimeException if they are no schemas, or mention what is in
  ///   none of them
  static AvroSchemas in(String folder, List<String> names) {
    SchemaParser parser = new SchemaParser();
    for (String name : names) {
      String file = folder + "/" + name + ".avsc";
      try (InputStream in = AvroSchemas.class.getResourceAsStream(file)) {
        parse(parser, file, in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the schema file " + file, e);
      }
    }
    return new AvroSchemas(parser);
  }

  private static void parse(SchemaParser parser, String file, @Nullable InputStream in)
      throws IOException {
    if (in == null) {
      throw new IllegalArgumentException("there should be a schema file: was none at " + file);
    }
    parser.parse(in);
  }

  /// The schema `io.firebell.schemas.NAME` with everything that it mentions.
  ///
  /// @throws IllegalArgumentException if there is none
  Schema named(String name) {
    Schema schema = schemas.get(NAMESPACE + "." + name);
    if (schema == null) {
      throw new IllegalArgumentException("there should be a schema: was none named " + name);
    }
    return schema;
  }
}
