package io.firebell.schemas.serde;

import io.firebell.schemas.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/// The serdes of record values, which share one registry client.
///
/// [#SERIALIZER] and [#DESERIALIZER] name classes to use instead of [AvroSerializer] and
/// [AvroDeserializer], such as Confluent's `io.confluent.kafka.serializers.KafkaAvroSerializer`.
/// They are configured with the whole map and must take and give [GenericRecord]s; what they read
/// is seen through the reader's schema here.
public final class AvroSerdes implements AutoCloseable {

  /// Names the class that writes values; [AvroSerializer] by default.
  public static final String SERIALIZER = "firebell.avro.serializer";

  /// Names the class that reads values; [AvroDeserializer] by default.
  public static final String DESERIALIZER = "firebell.avro.deserializer";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              SERIALIZER,
              ConfigDef.Type.CLASS,
              AvroSerializer.class,
              Importance.LOW,
              "The class that writes values.")
          .define(
              DESERIALIZER,
              ConfigDef.Type.CLASS,
              AvroDeserializer.class,
              Importance.LOW,
              "The class that reads values.");

  private final Map<String, ?> config;
  private final Class<?> serializerClass;
  private final Class<?> deserializerClass;
  private final SerdeConfig values;
  private final SchemaRegistry registry;

  private AvroSerdes(Map<String, ?> config) {
    var classes = new AbstractConfig(DEFINITION, config, false);
    this.config = new HashMap<>(config);
    this.serializerClass = checked(classes, SERIALIZER, Serializer.class);
    this.deserializerClass = checked(classes, DESERIALIZER, Deserializer.class);
    this.values = SerdeConfig.from(config, false);
    this.registry = SchemaRegistry.connect(config);
  }

  /// Reads Confluent's configuration keys: those of [SchemaRegistry#connect], and
  /// `auto.register.schemas` and `use.latest.version`. Nothing is asked of the registry yet.
  ///
  /// @throws ConfigException if a key is missing or wrong
  public static AvroSerdes connect(Map<String, ?> config) {
    return new AvroSerdes(config);
  }

  private static Class<?> checked(AbstractConfig config, String key, Class<?> type) {
    Class<?> chosen = config.getClass(key);
    if (!type.isAssignableFrom(chosen)) {
      throw new ConfigException(key, chosen.getName(), "should be a " + type.getName());
    }
    return chosen;
  }

  /// The registry that these serdes talk to.
  public SchemaRegistry registry() {
    return registry;
  }

  /// Writes values, each under the schema that the record carries.
  public Serializer<GenericRecord> serializer() {
    if (serializerClass == AvroSerializer.class) {
      return new AvroSerializer(registry, values);
    }
    @SuppressWarnings("unchecked")
    var foreign = (Serializer<GenericRecord>) Utils.newInstance(serializerClass, Serializer.class);
    foreign.configure(config, false);
    return foreign;
  }

  /// Reads values, and gives them in the reader's schema, whichever schema they were written in.
  public Deserializer<GenericRecord> deserializer(Schema reader) {
    if (deserializerClass == AvroDeserializer.class) {
      return new AvroDeserializer(registry, reader);
    }
    Deserializer<?> foreign = Utils.newInstance(deserializerClass, Deserializer.class);
    foreign.configure(config, false);
    return new ProjectingDeserializer(foreign, reader);
  }

  /// Both in one.
  public Serde<GenericRecord> serde(Schema reader) {
    return Serdes.serdeFrom(serializer(), deserializer(reader));
  }

  /// Closes the registry client; the serdes that share it fail from now on when they meet a schema
  /// they have not met.
  @Override
  public void close() {
    registry.close();
  }
}
