package io.firebell.ingest;

import static io.firebell.ingest.IngestServer.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.ingest.IngestServer.Door;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How Alertmanager's clients are answered.
class AlertmanagerApiTest {

  private final Broker broker = new Broker(true);
  private final IngestServer server = IngestServer.before(broker);

  @AfterEach
  void isUnharmed() throws Exception {
    try (server) {
      server.assertUnharmed();
    }
  }

  private HttpResponse<String> post(String json) throws Exception {
    return server.post(Door.ALERTMANAGER, json);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void alertsAreTakenWithAnEmptyAnswer() throws Exception {
    HttpResponse<String> answer = post(batch("A", "B"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(broker.names()).containsExactly("A", "B");
  }

  @Test
  void noAlertsAreFine() throws Exception {
    assertThat(post("[]").statusCode()).isEqualTo(200);
    assertThat(broker.names()).isEmpty();
  }

  @Test
  void theGoodAlertsAreTakenAndTheOthersNamedInOneString() throws Exception {
    HttpResponse<String> answer =
        post(
            """
            [{"labels":{"alertname":"A"}}, {"labels":{}}, {"labels":{"alertname":7}},
             {"labels":{"alertname":"B"},"startsAt":"2026-11-21T03:00:00Z",
              "endsAt":"2026-11-21T02:00:00Z"},
             {"labels":{"alertname":"C"}}]\
            """);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).isTextual()).isTrue();
    assertThat(json(answer).asText().split("; "))
        .containsExactly(
            "$[1]: at least one label pair required",
            "$[2].labels.alertname: should be a string: was 7",
            "$[3]: start time must be before end time: were 2026-11-21T03:00:00Z and"
                + " 2026-11-21T02:00:00Z");
    assertThat(broker.names()).containsExactly("A", "C");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[{]", "[1,]", "nonsense", "{\"labels\":{\"a\":\"b\"}}", "null"})
  void whatIsNoArrayIsMalformed(String body) throws Exception {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asInt()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).isNotBlank();
    assertThat(broker.names()).isEmpty();
  }

  @Test
  void whereItIsMalformedIsSaid() throws Exception {
    assertThat(json(post("[\n{\"labels\" 1}]")).path("message").asText())
        .startsWith("the body should be JSON: ")
        .endsWith(" at line 2, column 11");
  }
}
