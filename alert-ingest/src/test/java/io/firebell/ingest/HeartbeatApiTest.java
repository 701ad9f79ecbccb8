package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.firebell.core.alert.Alert;
import io.firebell.core.heartbeat.Heartbeat;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a heartbeat is taken.
class HeartbeatApiTest {

  private final Broker broker = new Broker(true);
  private final IngestServer server = IngestServer.before(broker);

  @AfterEach
  void isUnharmed() throws Exception {
    try (server) {
      server.assertUnharmed();
    }
  }

  @Test
  void aHeartbeatIsOnTheLogUnderItsOwnKeyWhenItIsAnswered() throws Exception {
    HttpResponse<String> answer = send("POST", "nightly-backup");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"heartbeat\":\"nightly-backup\"}");
    Alert beat = Heartbeat.heard("default", "nightly-backup", IngestServer.NOW);
    assertThat(broker.history())
        .extracting(ProducerRecord::key, ProducerRecord::value)
        .containsExactly(tuple("default/" + beat.fingerprint(), beat));
  }

  @Test
  void aHeartbeatIsThatOfTheTenantWhoseRequestItIs() throws Exception {
    HttpResponse<String> answer =
        server.send(server.request("/of/acme/v1/heartbeats/backup").POST(BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(broker.history().getFirst().value())
        .isEqualTo(Heartbeat.heard("acme", "backup", IngestServer.NOW));
  }

  @Test
  void whatCanBeNoNameIsRefused() throws Exception {
    HttpResponse<String> answer = send("POST", "nightly%20backup");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).endsWith("underscores: was nightly backup\"}");
    assertThat(broker.history()).isEmpty();
  }

  @Test
  void whatOnlyLooksIsNoHeartbeat() throws Exception {
    HttpResponse<String> answer = send("GET", "nightly-backup");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    assertThat(broker.history()).isEmpty();
  }

  private HttpResponse<String> send(String method, String name) throws Exception {
    return server.send(
        server.request("/v1/heartbeats/" + name).method(method, BodyPublishers.noBody()));
  }
}
