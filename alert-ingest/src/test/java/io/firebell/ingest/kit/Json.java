package io.firebell.ingest.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.alert.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// JSON, written by a source's test or made up by the kit.
public final class Json {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper ESCAPING =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int DEEPEST = 3;

  private Json() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ObjectNode of(Labels labels) {
    ObjectNode json = object();
    labels.pairs().forEach(json::put);
    return json;
  }

  static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// In letters of ASCII alone, which can also say what is not Unicode.
  static byte[] escaped(JsonNode json) {
    try {
      return ESCAPING.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// The names of all fields in it.
  static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    json.forEach(child -> names.addAll(names(child)));
    return names;
  }

  /// Arbitrary JSON in which these names are frequent.
  static Arbitrary<JsonNode> arbitrary(Set<String> names) {
    return arbitrary(names, DEEPEST);
  }

  private static Arbitrary<JsonNode> arbitrary(Set<String> names, int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<JsonNode> inner = arbitrary(names, depth - 1);
    Arbitrary<String> fields =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.of(names)),
            Tuple.of(1, Arbitraries.strings().all().ofMaxLength(5)));
    return Arbitraries.oneOf(
        scalars(),
        inner.list().ofMaxSize(4).map(Json::array),
        Combinators.combine(fields.list().ofMaxSize(6), inner.list().ofSize(6)).as(Json::object));
  }

  private static Arbitrary<JsonNode> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(8).map(NODES::textNode),
        Arbitraries.of("firing", "resolved", "2026-11-21T02:00:00Z", "-2026-11-21T02:00:00Z", "")
            .map(NODES::textNode),
        Arbitraries.bigDecimals().map(NODES::numberNode),
        Arbitraries.doubles().map(NODES::numberNode),
        Arbitraries.of(true, false).map(NODES::booleanNode),
        Arbitraries.just(NODES.nullNode()));
  }

  private static JsonNode array(List<JsonNode> elements) {
    ArrayNode array = NODES.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  private static JsonNode object(List<String> names, List<JsonNode> values) {
    ObjectNode object = object();
    for (int i = 0; i < names.size(); i++) {
      object.set(names.get(i), values.get(i));
    }
    return object;
  }
}
