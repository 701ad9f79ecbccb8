package io.firebell.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverTest {

  private static final Schema TEXT = Schema.create(Schema.Type.STRING);
  private static final String REGISTER = "POST /subjects/s/versions";

  @AutoClose private final StubRegistry first = new StubRegistry();

  @AutoClose private final StubRegistry second = new StubRegistry().on(REGISTER, 200, "{\"id\":2}");

  @Test
  void nextRegistryIsAskedWhenOneIsGoneAndIsPreferredFromThenOn() {
    String gone = first.url();
    first.close();
    try (var registry = connect(gone, second.url())) {
      assertThat(registry.register("s", TEXT)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void nextRegistryIsAskedWhenOneIsNotWell(int status) {
    first.otherwise(status, "application/json", "{\"error_code\":50002,\"message\":\"tired\"}");
    try (var registry = connect(first.url(), second.url())) {
      assertThat(registry.register("s", TEXT)).isEqualTo(2);
      assertThat(registry.register("s", TEXT)).isEqualTo(2);
      assertThat(first.asked()).as("the well one is asked first the second time").hasSize(1);
      assertThat(second.asked()).hasSize(2);
    }
  }

  @Test
  void refusalIsFinalAndNotTakenToAnotherRegistry() {
    first.on(REGISTER, 409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    try (var registry = connect(first.url(), second.url())) {
      assertThatThrownBy(() -> registry.register("s", TEXT))
          .isInstanceOf(RegistryRefusedException.class);
      assertThat(second.asked()).isEmpty();
    }
  }

  @Test
  void whenNoneAnswersEachIsNamedWithItsReason() {
    first.otherwise(503, "text/html", "<h1>Service\n\n Unavailable</h1>");
    String gone = second.url();
    second.close();
    try (var registry = connect(first.url(), gone)) {
      assertThatThrownBy(() -> registry.register("s", TEXT))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("/subjects/s/versions")
          .hasMessageContaining(first.url() + ": answered 503: <h1>Service Unavailable</h1>")
          .hasMessageContaining(gone);
    }
  }

  @Test
  @Timeout(30)
  void registryThatKeepsSilentTimesOut() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var slow = "http://localhost:" + silent.getLocalPort();
      long start = System.nanoTime();
      try (var registry = connect(slow, second.url())) {
        assertThat(registry.register("s", TEXT)).isEqualTo(2);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }
  }

  @Test
  void interruptedCallerIsToldAndStaysInterrupted() {
    try (var registry = connect(second.url())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> registry.register("s", TEXT))
          .isInstanceOf(org.apache.kafka.common.errors.InterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static SchemaRegistry connect(String... urls) {
    return SchemaRegistry.connect(
        Map.of(
            "schema.registry.url", String.join(", ", urls), "srclient.http.read.timeout.ms", 250));
  }
}
