package io.firebell.standalone.registry;

import static io.firebell.standalone.registry.RegistryClient.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kafka.EmbeddedKafka;
import io.firebell.standalone.registry.RegistryClient.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The registry before a real broker. Each test has subjects of its own.
class EmbeddedRegistryTest {

  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static RegistryClient client;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0);
    registry = EmbeddedRegistry.start(kafka.clients(), 0);
    client = new RegistryClient(registry.url());
  }

  @AfterAll
  static void stop() {
    client.close();
    registry.close();
    kafka.close();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void theSameSchemaHasTheSameIdUnderEverySubject() throws Exception {
    int id = client.register("same-1", Schemas.first("Same"));

    assertThat(client.register("same-1", Schemas.first("Same"))).isEqualTo(id);
    assertThat(client.register("same-1", " " + Schemas.first("Same"))).isEqualTo(id);
    assertThat(client.register("same-2", Schemas.first("Same"))).isEqualTo(id);
    assertThat(client.register("same-1", Schemas.second("Same"))).isNotEqualTo(id);
    assertThat(texts(client.get("/subjects/same-1/versions").json())).containsExactly("1", "2");
    assertThat(texts(client.get("/subjects").json())).contains("same-1", "same-2");
  }

  @Test
  void aSchemaIsFoundByItsId() throws Exception {
    int id = client.register("by-id", Schemas.first("ById"));

    Answer answer = client.get("/schemas/ids/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("schema").asText()).isEqualTo(Schemas.first("ById"));
  }

  @Test
  void aSchemaIsLookedUpUnderItsSubject() throws Exception {
    int id = client.register("look-up", Schemas.first("LookUp"));
    client.register("look-up", Schemas.second("LookUp"));

    Answer answer = client.post("/subjects/look-up", body(Schemas.first("LookUp")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asInt()).isEqualTo(id);
    assertThat(answer.json().path("version").asInt()).isEqualTo(1);
    assertThat(answer.json().path("subject").asText()).isEqualTo("look-up");
    assertThat(client.post("/subjects/look-up", body(Schemas.first("Other"))))
        .extracting(Answer::status, Answer::code)
        .containsExactly(404, 40403);
  }

  @Test
  void aVersionIsFoundByItsNumberAndTheLastByItsName() throws Exception {
    client.register("versions", Schemas.first("Versions"));
    client.register("versions", Schemas.second("Versions"));

    for (String version : List.of("2", "latest", "-1")) {
      JsonNode found = client.get("/subjects/versions/versions/" + version).json();
      assertThat(found.path("version").asInt()).isEqualTo(2);
      assertThat(found.path("schema").asText()).isEqualTo(Schemas.second("Versions"));
    }
    JsonNode first = client.get("/subjects/versions/versions/1").json();
    assertThat(first.path("schema").asText()).isEqualTo(Schemas.first("Versions"));
  }

  @ParameterizedTest
  @CsvSource({
    "/subjects/unknown/versions, 404, 40401",
    "/subjects/unknown/versions/1, 404, 40401",
    "/subjects/known/versions/2, 404, 40402",
    "/subjects/known/versions/0, 404, 40402",
    "/subjects/known/versions/last, 422, 42202",
    "/subjects/known/versions/99999999999, 422, 42202",
    "/schemas/ids/1000000, 404, 40403",
    "/schemas/ids/-1, 404, 40403",
    "/schemas/ids/one, 404, 40403",
  })
  void whatIsUnknownIsSaidInConfluentsCodes(String path, int status, int code) throws Exception {
    client.register("known", Schemas.first("Known"));

    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("message").asText()).isNotBlank();
  }

  @Test
  void anIncompatibleSchemaIsRefusedAndChangesNothing() throws Exception {
    client.register("strict", Schemas.first("Strict"));

    Answer answer = client.post("/subjects/strict/versions", body(Schemas.incompatible("Strict")));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.json().path("message").asText())
        .contains("strict")
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(texts(client.get("/subjects/strict/versions").json())).containsExactly("1");
  }

  @Test
  void compatibilityIsJudgedWithoutRegistering() throws Exception {
    client.register("judged", Schemas.first("Judged"));
    String path = "/compatibility/subjects/judged/versions/latest?verbose=true";

    JsonNode good = client.post(path, body(Schemas.second("Judged"))).json();
    assertThat(good.path("is_compatible").asBoolean()).isTrue();
    JsonNode bad = client.post(path, body(Schemas.incompatible("Judged"))).json();
    assertThat(bad.path("is_compatible").asBoolean(true)).isFalse();
    assertThat(bad.path("messages")).hasSize(1);
    assertThat(texts(client.get("/subjects/judged/versions").json())).containsExactly("1");
  }

  @Test
  void aSubjectMayHaveARuleOfItsOwn() throws Exception {
    client.register("free", Schemas.first("Free"));
    assertThat(client.get("/config").json().path("compatibilityLevel").asText())
        .isEqualTo("BACKWARD");

    Answer set = client.put("/config/free", "{\"compatibility\":\"NONE\"}");

    assertThat(set.json().path("compatibility").asText()).isEqualTo("NONE");
    assertThat(client.get("/config/free").json().path("compatibilityLevel").asText())
        .isEqualTo("NONE");
    client.register("free", Schemas.incompatible("Free"));
    assertThat(client.put("/config/free", "{\"compatibility\":\"SIDEWAYS\"}"))
        .extracting(Answer::status, Answer::code)
        .containsExactly(422, 42203);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "nonsense", "{\"schema\":\"\\\"int\\\"\"} {"})
  void aBodyThatIsNotJsonIsRefused(String body) throws Exception {
    for (String path : List.of("/subjects/odd/versions", "/subjects/odd")) {
      assertThat(client.post(path, body))
          .extracting(Answer::status, Answer::code)
          .containsExactly(400, 400);
    }
    assertThat(client.put("/config/odd", body).status()).isEqualTo(400);
    assertThat(texts(client.get("/subjects").json())).doesNotContain("odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "{}",
        "{\"schema\":null}",
        "{\"schema\":\"message M {}\",\"schemaType\":\"PROTOBUF\"}",
        "{\"schema\":{\"type\":\"string\"}}",
        "{\"schema\":\"\"}",
        "{\"schema\":\"nonsense\"}",
        "{\"schema\":\"{\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\"}\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"E\\\",\\\"symbols\\\":[\\\"-\\\"]}\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":-1}\"}",
      })
  void whatIsNoSchemaIsRefused(String body) throws Exception {
    for (String path : List.of("/subjects/odd/versions", "/subjects/odd")) {
      assertThat(client.post(path, body))
          .extracting(Answer::status, Answer::code)
          .containsExactly(422, 42201);
    }
    assertThat(texts(client.get("/subjects").json())).doesNotContain("odd");
  }

  @Test
  void aDefaultOfTheWrongTypeIsRefused() throws Exception {
    String field = "{\"name\":\"a\",\"type\":\"int\",\"default\":\"text\"}";

    assertThat(client.post("/subjects/odd/versions", body(Schemas.record("Odd", field))))
        .extracting(Answer::status, Answer::code)
        .containsExactly(422, 42201);
  }

  @Test
  void aHugeBodyIsRefused() throws Exception {
    assertThat(client.post("/subjects/odd/versions", body("x".repeat(10_000_000))))
        .extracting(Answer::status, Answer::code)
        .containsExactly(413, 413);
  }

  @Test
  void aSubjectMayHaveAnyName() throws Exception {
    String subject = "b%20%C3%A9%3F-value";
    int id = client.register(subject, Schemas.first("Named"));

    assertThat(texts(client.get("/subjects").json())).contains("b \u00e9?-value");
    Answer found = client.get("/subjects/" + subject + "/versions/1");
    assertThat(found.json().path("id").asInt()).isEqualTo(id);
  }

  @Test
  void thoseWhoRegisterAtOnceAgree() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> same =
          IntStream.range(0, 20)
              .<Callable<Integer>>mapToObj(
                  _ -> () -> client.register("at-once", Schemas.first("AtOnce")))
              .toList();
      Set<Integer> ids = new TreeSet<>();
      for (Future<Integer> one : many.invokeAll(same)) {
        ids.add(one.get());
      }
      assertThat(ids).hasSize(1);
      assertThat(texts(client.get("/subjects/at-once/versions").json())).containsExactly("1");

      List<Callable<Integer>> different =
          IntStream.range(0, 20)
              .<Callable<Integer>>mapToObj(
                  i -> () -> client.register("at-once-" + i, Schemas.first("AtOnce" + i)))
              .toList();
      for (Future<Integer> one : many.invokeAll(different)) {
        ids.add(one.get());
      }
      assertThat(ids).hasSize(21);
    }
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> EmbeddedRegistry.start(kafka.clients(), port))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the address 127.0.0.1:%d is taken: choose another with --registry-port"
                  .formatted(port));
    }
  }
}
