package io.firebell.schemas.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The JSON Schema that editors use, applied as they do.
final class PublishedSchema {

  static final String TEXT = Resources.text("/io/firebell/schemas/policy.schema.json");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  private PublishedSchema() {}

  /// What the schema has against a policy; empty when nothing.
  static List<String> complaints(String yaml) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(true).build();
    try {
      String json = new ObjectMapper().writeValueAsString(new Load(settings).loadFromString(yaml));
      return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
