package io.firebell.streams.query;

import static io.firebell.streams.query.IncidentServer.error;
import static io.firebell.streams.query.IncidentServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that change nothing, whatever they ask for.
@TestInstance(Lifecycle.PER_CLASS)
class RefusedRequestTest {

  private Night night;
  private MockProducer<String, Command> producer;
  private IncidentServer server;
  private String id;

  @BeforeAll
  void start(@TempDir Path state) {
    night = new Night(state);
    producer = new MockProducer<>(true, null, new StringSerializer(), night.commandSerializer());
    server = new IncidentServer(new IncidentQueries(night), producer);
    id = night.fire("db", "critical", "a");
  }

  @AfterAll
  void stop() {
    server.close();
    night.close();
  }

  @AfterEach
  void nothingWasChanged() {
    assertThat(producer.history()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "status=sleeping, 'status should be one of [triggered, acknowledged, resolved]: was sleeping'",
    "priority=P9, 'priority should be one of [p1, p2, p3, p4]: was P9'",
    "limit=0, limit should be from 1 to 10000: was 0",
    "limit=10001, limit should be from 1 to 10000: was 10001",
    "limit=-1, limit should be from 1 to 10000: was -1",
    "limit=many, limit should be from 1 to 10000: was many",
    "limit=, 'limit should be from 1 to 10000: was '",
    "limit=99999999999, limit should be from 1 to 10000: was 99999999999",
  })
  void anOddQueryIsRefused(String query, String message) throws Exception {
    HttpResponse<String> answer = server.get("?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(error(400, message));
  }

  @ParameterizedTest
  @CsvSource({"acknowledge, note", "notes, note", "updates, text", "resolve, by"})
  void aTextThatIsTooLongIsRefused(String action, String field) throws Exception {
    String body = "{\"by\":\"alice\",\"%s\":\"%s\"}".formatted(field, "x".repeat(4_001));

    HttpResponse<String> answer =
        server.post("/" + id + "/" + action, body.replace("\"by\":\"alice\",\"by\"", "\"by\""));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(error(400, "$." + field + ": should have at most 4000 characters: has 4001"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "00000000000000aa", "00000000000000AA-1", "00000000000000aa-0", "%20"})
  void aMalformedIdIsRefused(String id) throws Exception {
    for (String resource : new String[] {"", "/alerts", "/timeline"}) {
      assertThat(server.get("/" + id + resource).statusCode()).isEqualTo(400);
    }
    HttpResponse<String> answer = server.post("/" + id + "/resolve", "{\"by\":\"alice\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).startsWith("an incident id should look like");
  }

  @Test
  void aCommandForAnUnknownIncidentIsNotFound() throws Exception {
    assertThat(
            server.post("/" + "00000000000000aa-1" + "/resolve", "{\"by\":\"alice\"}").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                          | $.by: should say who acts: was empty",
        "{'by':''}                   | $.by: should say who acts: was empty",
        "{'by':' '}                  | $.by: should say who acts: was empty",
        "{'by':null}                 | $.by: should say who acts: was empty",
        "{'by':7}                    | $.by: should be a string: was 7",
        "{'by':['a']}                | $.by: should be a string: was ['a']",
        "{'by':'a','note':{}}        | $.note: should be a string: was {}",
        "{'by':'\\ud800'}            | $.by: should be Unicode: has half of a surrogate pair",
        "[]                          | $: should be an object",
        "`alice`                     | the body should be JSON: ",
        "``                          | $: should be an object",
        "{'by':'a'} {}               | the body should be JSON: ",
        "{'by':'a','by':'b'}         | the body should be JSON: ",
        "{'by':'a'                   | the body should be JSON: ",
      })
  void aWrongBodyIsRefusedWithItsPath(String body, String message) throws Exception {
    HttpResponse<String> answer = server.post("/" + id + "/acknowledge", body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).startsWith(message.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "snooze | {'by':'a'}                | $.for: should be a duration such as",
        "snooze | {'by':'a','for':'soon'}   | $.for: should be a duration such as",
        "snooze | {'by':'a','for':60}       | $.for: should be a string: was 60",
        "snooze | {'by':'a','for':'0s'}     | $.for: a snooze should be positive and at most 7 days",
        "snooze | {'by':'a','for':'8d'}     | $.for: a snooze should be positive and at most 7 days",
        "raise  | {'by':'a'}                | $.priority: priority should be one of [p1, p2, p3, p4]: was ",
        "raise  | {'by':'a','priority':'5'} | $.priority: priority should be one of [p1, p2, p3, p4]: was 5",
        "assign  | {'by':'a'}               | $.to: an incident should be assigned to somebody",
        "merge   | {'by':'a','into':'x'}    | $.into: an incident id should look like",
        "status  | {'by':'a'}               | $.status: should be one of [investigating, mitigating, postmortem, documented]: was ",
        "status  | {'by':'a','status':'resolution'} | $.status: should be one of [investigating,",
        "updates | {'by':'a','text':' '}    | $.text: an update should not be empty",
        "notes  | {'by':'a'}                | $.note: a note should not be empty",
        "notes  | {'by':'a','note':' '}     | $.note: a note should not be empty",
      })
  void whatAnActionNeedsHasToBeThere(String action, String body, String message) throws Exception {
    HttpResponse<String> answer = server.post("/" + id + "/" + action, body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).startsWith(message);
  }

  @Test
  void whatIsNotUtf8IsRefused() throws Exception {
    byte[] latin1 = "{\"by\":\"Ren\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    HttpResponse<String> answer =
        server.send(
            server
                .request("/" + id + "/acknowledge")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin1)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(error(400, "the body should be UTF-8: is not"));
  }

  @Test
  void aLongBodyIsRefused() throws Exception {
    HttpResponse<String> answer =
        server.post("/" + id + "/acknowledge", "{\"by\":\"" + "a".repeat(10_000_000) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo(error(413, "a body should be at most 65536 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense"})
  void anotherContentTypeIsRefused(String type) throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/" + id + "/resolve")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"by\":\"alice\"}")));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "'', POST, GET",
    "'/00000000000000aa-1', DELETE, GET",
    "'/00000000000000aa-1/alerts', PUT, GET",
    "'/00000000000000aa-1/timeline', POST, GET",
    "'/00000000000000aa-1/acknowledge', GET, POST",
    "'/00000000000000aa-1/resolve', DELETE, POST",
    "'/00000000000000aa-1/snooze', GET, POST",
    "'/00000000000000aa-1/notes', PUT, POST",
    "'/00000000000000aa-1/raise', GET, POST",
    "'/00000000000000aa-1/escalate', GET, POST",
    "'/00000000000000aa-1/assign', GET, POST",
    "'/00000000000000aa-1/merge', GET, POST",
    "'/00000000000000aa-1/split', GET, POST",
    "'/00000000000000aa-1/status', GET, POST",
    "'/00000000000000aa-1/updates', PUT, POST",
  })
  void anotherMethodIsRefused(String path, String method, String allowed) throws Exception {
    HttpResponse<String> answer =
        server.send(server.request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    assertThat(answer.body()).isEqualTo(error(405, "the method should be " + allowed));
  }
}
