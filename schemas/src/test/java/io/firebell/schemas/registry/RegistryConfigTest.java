package io.firebell.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigTest {

  private static final String FETCH = "GET /schemas/ids/1";
  private static final String ANSWER = "{\"schema\":\"\\\"string\\\"\"}";

  /// The header for `Aladdin:open sesame`, from RFC 7617.
  private static final String ALADDIN = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";

  @AutoClose private final StubRegistry stub = new StubRegistry().on(FETCH, 200, ANSWER);

  @Test
  void withoutCredentialsNoneAreSent() {
    assertThat(authorization(Map.of())).isEmpty();
  }

  @Test
  void userInfoIsSentAsBasicAuthentication() {
    assertThat(
            authorization(
                Map.of(
                    "basic.auth.credentials.source",
                    "USER_INFO",
                    "basic.auth.user.info",
                    "Aladdin:open sesame")))
        .contains(ALADDIN);
  }

  @Test
  void credentialsInTheUrlAreSentAndNotShown() {
    var url = stub.url().replace("http://", "http://Aladdin:open%20sesame@");
    assertThat(authorization(Map.of("schema.registry.url", url))).contains(ALADDIN);
    try (var registry = SchemaRegistry.connect(Map.of("schema.registry.url", url))) {
      assertThat(registry.address()).isEqualTo(stub.url());
    }
    stub.close();
    try (var registry = SchemaRegistry.connect(Map.of("schema.registry.url", url))) {
      assertThatThrownBy(() -> registry.schema(1)).message().doesNotContain("sesame");
    }
  }

  @Test
  void credentialsOfTheBrokerAreInherited() {
    assertThat(
            authorization(
                Map.of(
                    "basic.auth.credentials.source",
                    "SASL_INHERIT",
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"Aladdin\" password=\"open sesame\";")))
        .contains(ALADDIN);
  }

  @Test
  void bearerTokenIsSent() {
    assertThat(
            authorization(
                Map.of(
                    "bearer.auth.credentials.source",
                    "STATIC_TOKEN",
                    "bearer.auth.token",
                    "open-sesame")))
        .contains("Bearer open-sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "basic.auth.credentials.source, USER_INFO, basic.auth.user.info is missing",
    "basic.auth.credentials.source, KEYRING, 'should be URL, USER_INFO or SASL_INHERIT'",
    "bearer.auth.credentials.source, OAUTHBEARER, should be STATIC_TOKEN",
    "bearer.auth.credentials.source, STATIC_TOKEN, bearer.auth.token is missing",
    "srclient.http.read.timeout.ms, 0, srclient.http.read.timeout.ms",
    "srclient.http.connect.timeout.ms, soon, srclient.http.connect.timeout.ms",
  })
  void incompleteConfigurationIsRefusedByItsKey(String key, String value, String message) {
    assertThatThrownBy(
            () -> SchemaRegistry.connect(Map.of("schema.registry.url", stub.url(), key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8081",
        "ftp://localhost",
        "http://",
        "http://user:sesame@local host",
        "ftp://user:sesame@localhost",
        "mock://a,http://localhost",
      })
  void wrongUrlIsRefusedWithoutItsCredentials(String url) {
    assertThatThrownBy(() -> SchemaRegistry.connect(Map.of("schema.registry.url", url)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url")
        .message()
        .doesNotContain("sesame");
  }

  @Test
  void missingUrlIsRefused() {
    assertThatThrownBy(() -> SchemaRegistry.connect(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> SchemaRegistry.connect(Map.of("schema.registry.url", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void secretsAreNotInTheTextOfTheConfiguration() {
    var config =
        RegistryConfig.from(
            Map.of(
                "schema.registry.url",
                stub.url(),
                "basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                "Aladdin:open sesame"));
    assertThat(config.toString()).contains("hidden").doesNotContain("sesame", "QWxh");
  }

  @Test
  void privateAuthorityIsTrustedWhereConfigured(@TempDir Path dir) throws Exception {
    Path store = selfSignedStore(dir);
    try (var secure = new StubRegistry(tls(store)).on(FETCH, 200, ANSWER)) {
      var trusting =
          Map.of(
              "schema.registry.url",
              secure.url(),
              "schema.registry.ssl.truststore.location",
              store.toString(),
              "schema.registry.ssl.truststore.password",
              "changeit");
      try (var registry = SchemaRegistry.connect(trusting)) {
        assertThat(registry.schema(1)).isEqualTo(Schema.create(Schema.Type.STRING));
      }
      try (var registry = SchemaRegistry.connect(Map.of("schema.registry.url", secure.url()))) {
        assertThatThrownBy(() -> registry.schema(1))
            .isInstanceOf(RegistryUnavailableException.class);
      }
    }
  }

  private @Nullable String authorizationOrNull(Map<String, ?> config) {
    var complete = new HashMap<String, Object>(Map.of("schema.registry.url", stub.url()));
    complete.putAll(config);
    try (var registry = SchemaRegistry.connect(complete)) {
      assertThat(registry.schema(1)).isEqualTo(Schema.create(Schema.Type.STRING));
    }
    return stub.asked().remove().authorization().orElse(null);
  }

  private Optional<String> authorization(Map<String, ?> config) {
    return Optional.ofNullable(authorizationOrNull(config));
  }

  private static Path selfSignedStore(Path dir) throws IOException, InterruptedException {
    Path store = dir.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "registry",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            store.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(dir.resolve("keytool.log"))).isZero();
    return store;
  }

  private static SSLContext tls(Path store) throws Exception {
    char[] password = "changeit".toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
