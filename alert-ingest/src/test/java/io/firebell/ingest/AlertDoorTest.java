package io.firebell.ingest;

import static io.firebell.ingest.IngestServer.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.ingest.IngestServer.Door;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What neither way in lets through.
class AlertDoorTest {

  private final Broker broker = new Broker(true);
  private final IngestServer server = IngestServer.before(broker);

  @AfterEach
  void isUnharmed() throws Exception {
    try (server) {
      assertThat(broker.names()).isEmpty();
      server.assertUnharmed();
    }
  }

  static Stream<Arguments> doorsAndTypes() {
    return Stream.of(Door.values())
        .flatMap(door ->
            Stream.of("text/plain", "application/x-www-form-urlencoded", "json", "", "a/b/c", "/;=")
                .map(type -> Arguments.of(door, type)));
  }

  @ParameterizedTest
  @MethodSource("doorsAndTypes")
  void anotherContentTypeIsRefused(Door door, String type) throws Exception {
    HttpRequest.Builder request =
        server.request(door.path).POST(BodyPublishers.ofString(batch("A")));

    HttpResponse<String> answer =
        server.send(type.isEmpty() ? request : request.header("Content-Type", type));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo("{\"code\":415,\"message\":\"the content type should be application/json\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json;charset=utf-8", "Application/JSON", "application/json ; x"})
  void jsonIsRecognised(String type) throws Exception {
    HttpRequest.Builder request =
        server.request(Door.NATIVE.path).POST(BodyPublishers.ofString("[]"));

    assertThat(server.send(request.header("Content-Type", type)).statusCode()).isEqualTo(202);
  }

  static Stream<Arguments> doorsAndMethods() {
    return Stream.of(Door.values())
        .flatMap(door ->
            Stream.of("GET", "PUT", "DELETE", "PATCH").map(method -> Arguments.of(door, method)));
  }

  @ParameterizedTest
  @MethodSource("doorsAndMethods")
  void anotherMethodIsRefused(Door door, String method) throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request(door.path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(batch("A"))));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    assertThat(answer.body()).isEqualTo("{\"code\":405,\"message\":\"the method should be POST\"}");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotUtf8IsRefused(Door door) throws Exception {
    byte[] latin1 = batch("Café").getBytes(StandardCharsets.ISO_8859_1);

    HttpResponse<String> answer =
        server.send(server.post(door, BodyPublishers.ofByteArray(latin1)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"code\":400,\"message\":\"the body should be UTF-8: is not\"}");
  }

  @ParameterizedTest
  @EnumSource
  void aHundredThousandLabelsAreRefused(Door door) throws Exception {
    StringBuilder labels = new StringBuilder("[{\"labels\":{\"a\":\"b\"");
    for (int i = 1; i < 100_000; i++) {
      labels.append(",\"l").append(i).append("\":\"v\"");
    }

    HttpResponse<String> answer = server.post(door, labels.append("}}]").toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("$[0].labels")
        .contains("should have at most 1000 pairs: has 100000");
  }

  @ParameterizedTest
  @EnumSource
  void millionsOfWrongAlertsGetAShortAnswer(Door door) throws Exception {
    HttpResponse<String> answer = server.post(door, "[" + "{},".repeat(3_000_000) + "{}]");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("$ should have at most 10000 alerts");
    assertThat(answer.body()).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @EnumSource
  void anAlertOfMillionsOfPartsIsRefused(Door door) throws Exception {
    String parts = "{},".repeat(3_000_000);

    HttpResponse<String> answer = server.post(door, "[{\"labels\":[" + parts + "{}]}]");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("1000000").hasSizeLessThan(400);
  }

  @ParameterizedTest
  @EnumSource
  void deepNestingIsRefused(Door door) throws Exception {
    int depth = 1_000_000;

    HttpResponse<String> answer = server.post(door, "[".repeat(depth) + "]".repeat(depth));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"code\":400").hasSizeLessThan(400);
  }
}
