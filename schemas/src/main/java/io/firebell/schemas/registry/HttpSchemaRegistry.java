package io.firebell.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/// A client of the [Confluent Schema Registry
/// API](https://docs.confluent.io/platform/current/schema-registry/develop/api.html), which
/// Apicurio, Karapace and Redpanda speak too.
///
/// Requests carry only `schema`, the one field that all of them know; of answers, unknown fields
/// are passed over.
final class HttpSchemaRegistry implements SchemaRegistry {

  private final RegistryTransport transport;

  HttpSchemaRegistry(RegistryConfig config) {
    this.transport = new RegistryTransport(config);
  }

  @Override
  public int register(String subject, Schema schema) {
    return requiredInt(transport.post(path(subject) + "/versions", body(schema)), "id");
  }

  @Override
  public OptionalInt idOf(String subject, Schema schema) {
    try {
      return OptionalInt.of(requiredInt(transport.post(path(subject), body(schema)), "id"));
    } catch (RegistryRefusedException e) {
      if (e.isUnknown()) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  @Override
  public Schema schema(int id) {
    return document(transport.get("/schemas/ids/" + id)).parse(this::referred);
  }

  @Override
  public Optional<RegisteredSchema> latest(String subject) {
    try {
      JsonNode answer = transport.get(path(subject) + "/versions/latest");
      return Optional.of(
          new RegisteredSchema(
              subject,
              requiredInt(answer, "version"),
              requiredInt(answer, "id"),
              document(answer).parse(this::referred)));
    } catch (RegistryRefusedException e) {
      if (e.isUnknown()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Compatibility compatibility(String subject, Schema schema) {
    String path = "/compatibility" + path(subject) + "/versions/latest?verbose=true";
    try {
      JsonNode answer = transport.post(path, body(schema));
      if (answer.path("is_compatible").asBoolean(false)) {
        return new Compatibility(List.of());
      }
      var problems = new ArrayList<String>();
      answer.path("messages").forEach(message -> problems.add(message.asText()));
      return new Compatibility(
          problems.isEmpty() ? List.of("incompatible, the registry gave no reason") : problems);
    } catch (RegistryRefusedException e) {
      if (e.isUnknown()) {
        return new Compatibility(List.of());
      }
      throw e;
    }
  }

  @Override
  public String address() {
    return transport.address();
  }

  @Override
  public void close() {
    transport.close();
  }

  private SchemaDocument referred(SchemaReference reference) {
    return document(transport.get(path(reference.subject()) + "/versions/" + reference.version()));
  }

  private static SchemaDocument document(JsonNode answer) {
    var references = new ArrayList<SchemaReference>();
    for (JsonNode reference : answer.path("references")) {
      references.add(
          new SchemaReference(
              requiredText(reference, "name"),
              requiredText(reference, "subject"),
              requiredInt(reference, "version")));
    }
    return new SchemaDocument(
        answer.path("schemaType").asText(SchemaDocument.AVRO),
        requiredText(answer, "schema"),
        references);
  }

  private static int requiredInt(JsonNode answer, String field) {
    JsonNode value = answer.path(field);
    if (!value.canConvertToInt()) {
      throw incomplete(field);
    }
    return value.intValue();
  }

  private static String requiredText(JsonNode answer, String field) {
    JsonNode value = answer.path(field);
    if (!value.isTextual()) {
      throw incomplete(field);
    }
    return value.textValue();
  }

  private static RegistryRefusedException incomplete(String field) {
    return new RegistryRefusedException(
        200, 0, "the answer has no usable \"" + field + "\": is this a schema registry?");
  }

  private static String path(String subject) {
    return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
  }
}
