package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.Setting.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedSchemaTest {

  private static final JsonNode SCHEMA = json(PublishedSchema.TEXT);

  @Test
  void isASchema() {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(metaSchema.validate(PublishedSchema.TEXT, InputFormat.JSON)).isEmpty();
  }

  @Test
  void hasNothingAgainstTheDefaultPolicy() {
    assertThat(PublishedSchema.complaints(DefaultPolicy.yaml())).isEmpty();
  }

  @Test
  void hasNothingAgainstAPolicyWithEveryKey() {
    assertThat(PublishedSchema.complaints(Resources.text("complete.yaml"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ChannelType.class)
  void knowsEverySettingAndNoOther(ChannelType type) {
    JsonNode channel = SCHEMA.at("/$defs/channel/properties/" + type.wireName());
    assertThat(keys(channel.path("properties"))).isEqualTo(names(type, Set.of(Scope.values())));
    JsonNode provider = SCHEMA.at("/properties/providers/properties/" + type.wireName());
    assertThat(keys(provider.path("properties"))).isEqualTo(names(type, Set.of(Scope.PROVIDER)));
  }

  @ParameterizedTest
  @EnumSource(ChannelType.class)
  void knowsWhatIsUsual(ChannelType type) {
    for (Setting setting : ChannelSettings.of(type)) {
      JsonNode described =
          resolve(
              SCHEMA.at(
                  "/$defs/channel/properties/%s/properties/%s"
                      .formatted(type.wireName(), setting.name())));
      assertThat(described.path("default").asText()).isEqualTo(setting.byDefault());
    }
  }

  @Test
  void explainsEveryKey() {
    List<String> unexplained = new ArrayList<>();
    collectUnexplained(SCHEMA, "", unexplained);
    assertThat(unexplained).isEmpty();
  }

  /// A property is explained where it stands or where it refers to. The parts whose names say it
  /// all are left out.
  private static void collectUnexplained(JsonNode node, String path, List<String> unexplained) {
    JsonNode properties = node.path("properties");
    properties
        .fieldNames()
        .forEachRemaining(key -> {
          JsonNode property = properties.get(key);
          boolean explained = property.has("description") || resolve(property).has("description");
          boolean part = property.has("properties") || key.matches("P[1-4]|handoff|rotate");
          if (!explained && !part) {
            unexplained.add(path + "." + key);
          }
        });
    node.fieldNames()
        .forEachRemaining(key -> collectUnexplained(node.get(key), path + "." + key, unexplained));
  }

  private static JsonNode resolve(JsonNode property) {
    return property.has("$ref") ? SCHEMA.at(property.get("$ref").asText().substring(1)) : property;
  }

  private static Set<String> names(ChannelType type, Set<Scope> scopes) {
    return ChannelSettings.of(type).stream()
        .filter(setting -> scopes.contains(setting.scope()))
        .map(Setting::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(JsonNode properties) {
    Set<String> keys = new TreeSet<>();
    properties.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
