package io.firebell.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.schemas.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Payloads that nobody can read: each gives a [SerializationException] that says why.
class PoisonTest {

  private static final String TOPIC = "firebell.people";

  private final Map<String, Object> config =
      Map.of("schema.registry.url", "mock://" + UUID.randomUUID());
  private final AvroSerdes serdes = AvroSerdes.connect(config);
  private final SchemaRegistry registry = serdes.registry();
  private final int personId = registry.register(TOPIC + "-value", People.V1);
  private final Deserializer<?> people = serdes.deserializer(People.V1);

  @ParameterizedTest
  @CsvSource({
    "a string beyond the end, 0841",
    "a string of 2 GB, feffffff0f41",
    "a string of 2^62 bytes, feffffffffffffffff01",
    "a negative length, 05",
    "nothing at all, ''",
    "half a record, 06416461",
    "a varint that never ends, ffffffffffffffffffffffff",
    "bytes after the record, 0641646148ff",
  })
  void bodyThatDoesNotDecodeIsRefused(String what, String body) {
    assertThatThrownBy(() -> people.deserialize(TOPIC, framed(personId, body)))
        .as(what)
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic " + TOPIC)
        .hasMessageContaining("schema id " + personId)
        .hasMessageContaining("io.firebell.test.Person");
  }

  @Property(tries = 2_000)
  void anyBytesDecodeOrAreRefused(@ForAll @Size(max = 40) byte[] body) {
    byte[] payload = framed(personId, HexFormat.of().formatHex(body));
    try {
      assertThat(people.deserialize(TOPIC, payload)).isNotNull();
    } catch (SerializationException e) {
      assertThat(e).hasMessageContaining(TOPIC);
    }
  }

  @Test
  void payloadWithoutTheMagicByteIsRefusedWithItsTopic() {
    byte[] json = "{\"name\":\"Ada\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThatThrownBy(() -> people.deserialize(TOPIC, json))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic " + TOPIC)
        .hasMessageContaining("was 0x7b");
  }

  @Test
  void unknownIdIsRefusedWithIdAndRegistry() {
    assertThatThrownBy(() -> people.deserialize(TOPIC, framed(4711, "00")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic " + TOPIC)
        .hasMessageContaining("schema id 4711")
        .hasMessageContaining(registry.address());
  }

  @Test
  void recordOfAnotherTypeIsRefused() {
    int city = registry.register("cities-value", People.CITY);
    assertThatThrownBy(() -> people.deserialize(TOPIC, framed(city, "06416461")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("City")
        .hasMessageContaining("Person");
  }

  @Test
  void valueThatIsNoRecordIsRefused() {
    int text = registry.register("texts-value", Schema.create(Schema.Type.STRING));
    assertThatThrownBy(() -> people.deserialize(TOPIC, framed(text, "06416461")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("STRING, not a record");
  }

  @Test
  void hugeArrayOfNothingIsRefusedBeforeItFillsTheMemory() {
    Schema nothings =
        SchemaBuilder.record("Nothings")
            .namespace("io.firebell.test")
            .fields()
            .name("items")
            .type()
            .array()
            .items()
            .nullType()
            .noDefault()
            .endRecord();
    int id = registry.register("nothings-value", nothings);
    assertThatThrownBy(() ->
            serdes
                .deserializer(nothings)
                .deserialize("nothings", framed(id, "feffffffffffffff7f00")))
        .isInstanceOf(SerializationException.class);
  }

  /// Avro builds strings of a class that the schema names; a schema from elsewhere must not choose
  /// freely.
  @Test
  void schemaCannotNameAClassToBeInstantiated() {
    Schema trick =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Trick", "fields": [{"name": "file", "type":
                  {"type": "string", "avro.java.string": "String", "java-class": "%s"}}]}
                """
                    .formatted(Instantiated.class.getName()));
    int id = registry.register("tricks-value", trick);
    try (var byKafka = new AvroDeserializer()) {
      byKafka.configure(config, false);
      try {
        byKafka.deserialize("tricks", framed(id, "06416461"));
      } catch (SerializationException e) {
        assertThat(e).hasMessageContaining("schema id " + id);
      }
    }
    assertThat(Instantiated.count).isZero();
  }

  /// Counts what is made of it.
  public static final class Instantiated {
    static int count;

    public Instantiated(String text) {
      count++;
    }
  }

  private static byte[] framed(int id, String body) {
    byte[] bytes = HexFormat.of().parseHex(body);
    return ByteBuffer.allocate(5 + bytes.length).put((byte) 0).putInt(id).put(bytes).array();
  }
}
