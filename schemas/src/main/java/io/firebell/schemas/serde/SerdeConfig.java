package io.firebell.schemas.serde;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/// How a serializer finds the id of a schema, from Confluent's [configuration
/// keys](https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#configuration-reference).
///
/// @param registration what to ask the registry
/// @param isKey whether keys are serialized, rather than values
record SerdeConfig(Registration registration, boolean isKey) {

  /// What to ask the registry for a schema that is not cached.
  enum Registration {
    /// To register it, unless it is there.
    REGISTER,
    /// For its id, which must be there.
    LOOK_UP,
    /// For the newest version, whatever it is.
    LATEST
  }

  private static final String AUTO_REGISTER = "auto.register.schemas";
  private static final String USE_LATEST = "use.latest.version";
  private static final String KEY_STRATEGY = "key.subject.name.strategy";
  private static final String VALUE_STRATEGY = "value.subject.name.strategy";
  private static final String TOPIC_NAME_STRATEGY =
      "io.confluent.kafka.serializers.subject.TopicNameStrategy";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              AUTO_REGISTER, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, "Register schemas.")
          .define(USE_LATEST, ConfigDef.Type.BOOLEAN, false, Importance.LOW, "Write as the latest.")
          .define(
              KEY_STRATEGY,
              ConfigDef.Type.STRING,
              TOPIC_NAME_STRATEGY,
              SerdeConfig::checkStrategy,
              Importance.LOW,
              "How subjects are named.")
          .define(
              VALUE_STRATEGY,
              ConfigDef.Type.STRING,
              TOPIC_NAME_STRATEGY,
              SerdeConfig::checkStrategy,
              Importance.LOW,
              "How subjects are named.");

  /// Reads the keys.
  ///
  /// @throws ConfigException naming the key that is wrong
  static SerdeConfig from(Map<String, ?> config, boolean isKey) {
    var values = new AbstractConfig(DEFINITION, config, false);
    Registration registration;
    if (values.getBoolean(AUTO_REGISTER)) {
      registration = Registration.REGISTER;
    } else {
      registration = values.getBoolean(USE_LATEST) ? Registration.LATEST : Registration.LOOK_UP;
    }
    return new SerdeConfig(registration, isKey);
  }

  /// The subject of a topic's keys or values.
  String subject(String topic) {
    return topic + (isKey ? "-key" : "-value");
  }

  private static void checkStrategy(String key, Object value) {
    if (!TOPIC_NAME_STRATEGY.equals(value)) {
      throw new ConfigException(key, value, "should be " + TOPIC_NAME_STRATEGY);
    }
  }
}
