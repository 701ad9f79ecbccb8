package io.firebell.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class InMemorySchemaRegistryTest {

  private static final Schema TEXT = Schema.create(Schema.Type.STRING);
  private static final Schema NUMBER = Schema.create(Schema.Type.LONG);

  private final String url = "mock://" + UUID.randomUUID();
  private final SchemaRegistry registry = connect(url);

  @Test
  void scopeIsSharedAndOthersAreApart() {
    int id = registry.register("s", TEXT);
    assertThat(connect(url).idOf("s", TEXT)).hasValue(id);
    assertThat(connect(url).schema(id)).isEqualTo(TEXT);
    assertThat(connect("mock://" + UUID.randomUUID()).idOf("s", TEXT)).isEmpty();
    assertThat(registry.address()).isEqualTo(url);
  }

  @Test
  void sameSchemaHasOneIdUnderEverySubject() {
    int id = registry.register("a", TEXT);
    assertThat(registry.register("b", NUMBER)).isNotEqualTo(id);
    assertThat(registry.register("c", TEXT)).isEqualTo(id);
    assertThat(registry.register("a", TEXT)).isEqualTo(id);
    assertThat(registry.latest("a")).contains(new RegisteredSchema("a", 1, id, TEXT));
  }

  @Test
  void versionThatCannotReadTheLastIsRefused() {
    registry.register("s", TEXT);
    assertThat(registry.compatibility("s", NUMBER).problems()).hasSize(1);
    assertThatThrownBy(() -> registry.register("s", NUMBER))
        .asInstanceOf(type(RegistryRefusedException.class))
        .matches(e -> e.errorCode() == 409)
        .satisfies(e -> assertThat(e).hasMessageContaining("TYPE_MISMATCH"));
  }

  @Test
  void unknownIdIsUnknown() {
    assertThatThrownBy(() -> registry.schema(99))
        .asInstanceOf(type(RegistryRefusedException.class))
        .matches(RegistryRefusedException::isUnknown);
  }

  private static SchemaRegistry connect(String url) {
    return SchemaRegistry.connect(Map.of("schema.registry.url", url));
  }
}
