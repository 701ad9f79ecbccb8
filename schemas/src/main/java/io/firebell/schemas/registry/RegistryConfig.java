package io.firebell.schemas.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/// How to reach a schema registry, read from Confluent's own [configuration
/// keys](https://docs.confluent.io/platform/current/schema-registry/sr-client-configs.html):
/// `schema.registry.url`, `basic.auth.credentials.source`, `basic.auth.user.info`,
/// `bearer.auth.credentials.source`, `bearer.auth.token`, `srclient.http.connect.timeout.ms`,
/// `srclient.http.read.timeout.ms` and `schema.registry.ssl.*`. Other keys are left to others.
///
/// @param endpoints the registries, equal to each other, in order of preference; at least one
/// @param tls how to trust and identify oneself over https, or empty for the JDK's own way
/// @param connectTimeout how long a connection may take
/// @param requestTimeout how long one answer of one registry may take
record RegistryConfig(
    List<Endpoint> endpoints,
    Optional<SSLContext> tls,
    Duration connectTimeout,
    Duration requestTimeout) {

  static final String URL = "schema.registry.url";
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_USER_INFO = "basic.auth.user.info";
  static final String OLD_BASIC_USER_INFO = "schema.registry.basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String BEARER_TOKEN = "bearer.auth.token";
  static final String CONNECT_TIMEOUT = "srclient.http.connect.timeout.ms";
  static final String READ_TIMEOUT = "srclient.http.read.timeout.ms";
  private static final String PREFIX = "schema.registry.";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(URL, ConfigDef.Type.LIST, Importance.HIGH, "The registries' URLs.")
          .define(
              BASIC_SOURCE,
              ConfigDef.Type.STRING,
              "URL",
              Importance.MEDIUM,
              "Where credentials are.")
          .define(
              BASIC_USER_INFO, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "user:password.")
          .define(
              OLD_BASIC_USER_INFO, ConfigDef.Type.PASSWORD, null, Importance.LOW, "user:password.")
          .define(
              BEARER_SOURCE, ConfigDef.Type.STRING, null, Importance.MEDIUM, "Where the token is.")
          .define(BEARER_TOKEN, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "The token.")
          .define(
              SaslConfigs.SASL_JAAS_CONFIG,
              ConfigDef.Type.PASSWORD,
              null,
              Importance.LOW,
              "The broker's credentials.")
          .define(
              CONNECT_TIMEOUT,
              ConfigDef.Type.INT,
              5_000,
              ConfigDef.Range.atLeast(1),
              Importance.LOW,
              "How long a connection may take.")
          .define(
              READ_TIMEOUT,
              ConfigDef.Type.INT,
              10_000,
              ConfigDef.Range.atLeast(1),
              Importance.LOW,
              "How long an answer may take.");

  RegistryConfig {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new ConfigException(URL, "", "should name at least one registry");
    }
  }

  /// Reads the keys.
  ///
  /// @throws ConfigException naming the key that is missing or wrong
  static RegistryConfig from(Map<String, ?> config) {
    var values = new AbstractConfig(DEFINITION, config, false);
    var credentials = Credentials.from(values);
    return new RegistryConfig(
        values.getList(URL).stream().map(url -> Endpoint.parse(url, credentials)).toList(),
        tls(values),
        Duration.ofMillis(values.getInt(CONNECT_TIMEOUT)),
        Duration.ofMillis(values.getInt(READ_TIMEOUT)));
  }

  private static Optional<SSLContext> tls(AbstractConfig values) {
    var given = new HashMap<String, Object>(values.originalsWithPrefix(PREFIX));
    given.keySet().removeIf(key -> !key.startsWith("ssl."));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try (var factory = new DefaultSslEngineFactory()) {
      factory.configure(
          new AbstractConfig(new ConfigDef().withClientSslSupport(), given, false).values());
      return Optional.of(factory.sslContext());
    }
  }
}
