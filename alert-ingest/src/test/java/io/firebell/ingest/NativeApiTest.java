package io.firebell.ingest;

import static io.firebell.ingest.IngestServer.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.ingest.IngestServer.Door;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How those who speak Firebell's own form are answered.
class NativeApiTest {

  private final Broker broker = new Broker(true);
  private final IngestServer server = IngestServer.before(broker);

  @AfterEach
  void isUnharmed() throws Exception {
    try (server) {
      server.assertUnharmed();
    }
  }

  private HttpResponse<String> post(String json) throws Exception {
    return server.post(Door.NATIVE, json);
  }

  @Test
  void anAlertIsOnTheLogUnderTheTenantWhoseRequestItIs() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/of/acme/v1/alerts")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch("A"))));

    assertThat(answer.statusCode()).isEqualTo(202);
    ProducerRecord<String, Alert> sent = broker.history().getFirst();
    assertThat(sent.value().tenant()).isEqualTo("acme");
    assertThat(sent.key()).isEqualTo("acme/" + sent.value().fingerprint());
  }

  @Test
  void oneAlertNeedsNoArray() throws Exception {
    HttpResponse<String> answer = post("{\"labels\":{\"alertname\":\"A\"}}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
    assertThat(broker.names()).containsExactly("A");
  }

  @Test
  void theGoodAlertsAreTakenAndTheOthersNamed() throws Exception {
    HttpResponse<String> answer =
        post("[{\"labels\":{\"alertname\":\"A\"}},{\"labels\":{\"alertname\":true}}]");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":1,\"rejected\":[{\"path\":\"$[1].labels.alertname\","
                + "\"message\":\"should be a string: was true\"}]}");
    assertThat(broker.names()).containsExactly("A");
  }

  @Test
  void nothingGoodIsABadRequest() throws Exception {
    HttpResponse<String> answer = post("{\"labels\":{}}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":0,\"rejected\":[{\"path\":\"$\","
                + "\"message\":\"at least one label pair required\"}]}");
    assertThat(broker.names()).isEmpty();
  }

  @Test
  void whatIsNotJsonIsABadRequest() throws Exception {
    HttpResponse<String> answer = post(batch("A") + "x");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"code\":400,\"message\":\"the body should be JSON: ");
    assertThat(broker.names()).isEmpty();
  }
}
