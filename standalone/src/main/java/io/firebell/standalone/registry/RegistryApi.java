package io.firebell.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.schemas.registry.CompatibilityLevel;
import io.firebell.standalone.registry.RegistryState.Version;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;

/// The resources of the [Confluent Schema
/// Registry](https://docs.confluent.io/platform/current/schema-registry/develop/api.html) that
/// serializers and their operators use, with its error codes.
final class RegistryApi implements HttpService {

  private static final String TYPE = "application/vnd.schemaregistry.v1+json";

  private static final int LONGEST_BODY = 2 * 1024 * 1024;

  private final ObjectMapper json =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final RegistryState state;
  private final SchemasTopic topic;

  RegistryApi(RegistryState state, SchemasTopic topic) {
    this.state = state;
    this.topic = topic;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/subjects", answering(_ -> texts(state.subjects())))
        .get("/subjects/{subject}/versions", answering(this::versions))
        .get("/subjects/{subject}/versions/{version}", answering(this::version))
        .post("/subjects/{subject}/versions", answering(this::register))
        .post("/subjects/{subject}", answering(this::lookUp))
        .get("/schemas/ids/{id}", answering(this::byId))
        .post(
            "/compatibility/subjects/{subject}/versions/{version}", answering(this::compatibility))
        .get("/config", answering(_ -> level("compatibilityLevel", state.level(""))))
        .get("/config/{subject}", answering(this::config))
        .put("/config", answering(request -> configure("", request)))
        .put("/config/{subject}", answering(request -> configure(subject(request), request)));
  }

  /// What a resource answers, or a [Refusal].
  @FunctionalInterface
  private interface Resource {
    JsonNode answer(ServerRequest request) throws Refusal;
  }

  private Handler answering(Resource resource) {
    return (request, response) -> {
      try {
        send(response, resource.answer(request));
      } catch (Refusal refusal) {
        refuse(response, refusal);
      } catch (KafkaException e) {
        refuse(response, new Refusal(500, 50001, "Error in the backend: " + e.getMessage()));
      }
    };
  }

  private void refuse(ServerResponse response, Refusal refusal) {
    response.status(refusal.status());
    ObjectNode error = json.createObjectNode().put("error_code", refusal.errorCode());
    send(response, error.put("message", refusal.getMessage()));
  }

  private static void send(ServerResponse response, JsonNode answer) {
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, TYPE));
    response.send(answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode versions(ServerRequest request) throws Refusal {
    ArrayNode numbers = json.createArrayNode();
    known(subject(request)).forEach(version -> numbers.add(version.version()));
    return numbers;
  }

  private JsonNode version(ServerRequest request) throws Refusal {
    return whole(chosen(known(subject(request)), request));
  }

  /// One registration at a time, so that numbers are given once.
  private synchronized JsonNode register(ServerRequest request) throws Refusal {
    String subject = subject(request);
    String text = text(request);
    Schema schema = schema(text);
    Version version = state.find(subject, schema).orElse(null);
    if (version == null) {
      List<String> problems = state.problems(subject, schema);
      if (!problems.isEmpty()) {
        throw new Refusal(
            409,
            409,
            "Schema being registered is incompatible with an earlier schema for subject \""
                + subject
                + "\", details: "
                + problems);
      }
      version = state.next(subject, text, schema);
      topic.append(version);
      state.add(version);
    }
    return json.createObjectNode().put("id", version.id());
  }

  private JsonNode lookUp(ServerRequest request) throws Refusal {
    String subject = subject(request);
    Schema schema = schema(text(request));
    known(subject);
    return whole(
        state.find(subject, schema).orElseThrow(() -> new Refusal(404, 40403, "Schema not found")));
  }

  private JsonNode byId(ServerRequest request) throws Refusal {
    String id = parameter(request, "id");
    return state
        .byId(number(id, new Refusal(404, 40403, "Schema " + id + " not found")))
        .map(version -> json.createObjectNode().put("schema", version.text()))
        .orElseThrow(() -> new Refusal(404, 40403, "Schema " + id + " not found"));
  }

  private JsonNode compatibility(ServerRequest request) throws Refusal {
    String subject = subject(request);
    Schema schema = schema(text(request));
    Version against = chosen(known(subject), request);
    List<String> problems =
        state.level(subject).check(schema, List.of(against.schema())).problems();
    ObjectNode answer = json.createObjectNode().put("is_compatible", problems.isEmpty());
    answer.set("messages", texts(problems));
    return answer;
  }

  private JsonNode config(ServerRequest request) {
    return level("compatibilityLevel", state.level(subject(request)));
  }

  private synchronized JsonNode configure(String subject, ServerRequest request) throws Refusal {
    String asked = body(request).path("compatibility").asText();
    for (CompatibilityLevel level : CompatibilityLevel.values()) {
      if (level.name().equals(asked)) {
        topic.append(subject, level);
        state.setLevel(subject, level);
        return level("compatibility", level);
      }
    }
    throw new Refusal(422, 42203, "Invalid compatibility level: " + asked);
  }

  private JsonNode level(String name, CompatibilityLevel level) {
    return json.createObjectNode().put(name, level.name());
  }

  private List<Version> known(String subject) throws Refusal {
    List<Version> versions = state.versions(subject);
    if (versions.isEmpty()) {
      throw new Refusal(404, 40401, "Subject '" + subject + "' not found.");
    }
    return versions;
  }

  private static Version chosen(List<Version> versions, ServerRequest request) throws Refusal {
    String asked = parameter(request, "version");
    if (asked.equals("latest") || asked.equals("-1")) {
      return versions.getLast();
    }
    int number = number(asked, new Refusal(422, 42202, "Invalid version: " + asked));
    return versions.stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow(() -> new Refusal(404, 40402, "Version " + asked + " not found."));
  }

  private JsonNode whole(Version version) {
    ObjectNode whole = json.createObjectNode().put("subject", version.subject());
    whole.put("version", version.version()).put("id", version.id());
    return whole.put("schema", version.text());
  }

  private String text(ServerRequest request) throws Refusal {
    JsonNode body = body(request);
    if (!body.path("schemaType").asText("AVRO").equals("AVRO")) {
      throw new Refusal(422, 42201, "Invalid schema: only Avro is known here");
    }
    return body.path("schema").asText();
  }

  private JsonNode body(ServerRequest request) throws Refusal {
    try (InputStream input = request.content().inputStream()) {
      byte[] bytes = input.readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        throw new Refusal(413, 413, "A body should be at most " + LONGEST_BODY + " bytes");
      }
      JsonNode body = json.readTree(bytes);
      if (body.isMissingNode()) {
        throw new Refusal(400, 400, "The body is not JSON: it is empty");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new Refusal(400, 400, "The body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refusal(400, 400, "The body could not be read: " + e.getMessage());
    }
  }

  private static Schema schema(String text) throws Refusal {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw new Refusal(422, 42201, "Invalid schema: " + e.getMessage());
    }
  }

  private static String subject(ServerRequest request) {
    return parameter(request, "subject");
  }

  private static String parameter(ServerRequest request, String name) {
    return request.path().pathParameters().get(name);
  }

  private static int number(String text, Refusal otherwise) throws Refusal {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw otherwise;
    }
  }

  private ArrayNode texts(List<String> texts) {
    ArrayNode array = json.createArrayNode();
    texts.forEach(array::add);
    return array;
  }
}
