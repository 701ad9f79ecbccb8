package io.firebell.streams.query;

import static io.firebell.streams.query.IncidentServer.error;
import static io.firebell.streams.query.IncidentServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.classify.Priority;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Phase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The resources over HTTP, before the topology that decides.
class IncidentApiTest {

  private static final String UNKNOWN = "00000000000000aa-1";

  @TempDir private Path state;
  private Night night;
  private MockProducer<String, Command> producer;
  private IncidentServer server;

  @BeforeEach
  void start() {
    night = new Night(state);
    producer = new MockProducer<>(true, null, new StringSerializer(), night.commandSerializer());
    server = new IncidentServer(new IncidentQueries(night), producer);
  }

  @AfterEach
  void stop() {
    server.close();
    night.close();
  }

  private JsonNode good(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return json(answer);
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(one -> one.path(field).asText())
        .toList();
  }

  /// What was put on the log, as the topology gets it.
  private void carryOutAll() {
    for (ProducerRecord<String, Command> sent : producer.history()) {
      night.carryOut(sent.key(), sent.value());
    }
    producer.clear();
  }

  @Test
  void theListHasTheNewestFirst() throws Exception {
    String first = night.fire("db", "critical", "a");
    String second = night.fire("web", "P2", "a");

    JsonNode answer = good("");

    assertThat(texts(answer.path("incidents"), "id")).containsExactly(second, first);
    assertThat(answer.path("truncated").asBoolean()).isFalse();
    assertThat(texts(good("?limit=1").path("incidents"), "id")).containsExactly(second);
    assertThat(good("?limit=1").path("truncated").asBoolean()).isTrue();
    assertThat(good("?limit=2").path("truncated").asBoolean()).isFalse();
  }

  @Test
  void theListIsFilteredByStatusAndPriority() throws Exception {
    String db = night.fire("db", "critical", "a");
    String web = night.fire("web", "P2", "a");
    String over = night.fire("cache", "critical", "a");
    server.post("/" + over + "/resolve", "{\"by\":\"alice\"}");
    server.post("/" + db + "/acknowledge", "{\"by\":\"alice\"}");
    carryOutAll();

    assertThat(texts(good("?status=open").path("incidents"), "id"))
        .containsExactlyInAnyOrder(db, web);
    assertThat(texts(good("?status=acknowledged").path("incidents"), "id")).containsExactly(db);
    assertThat(texts(good("?status=RESOLVED").path("incidents"), "id")).containsExactly(over);
    assertThat(texts(good("?priority=P2").path("incidents"), "id")).containsExactly(web);
    assertThat(texts(good("?priority=p1&status=open").path("incidents"), "id")).containsExactly(db);
  }

  @Test
  void anIncidentNamesTheRunbooksOfItsAlerts() throws Exception {
    String db = night.fire("db", "critical", "a");
    String web = night.fire("web", "critical", "a");

    assertThat(good("/" + db).path("runbooks"))
        .hasToString("[\"https://runbooks.example.com/db\"]");
    assertThat(good("/" + web).path("runbooks")).isEmpty();
  }

  @Test
  void aTenantFindsNoIncidentOfAnother() throws Exception {
    String own = night.fire("db", "critical", "a");
    String theirs = night.fireOf("acme", "db", "critical", "a");

    assertThat(texts(good("").path("incidents"), "id")).containsExactly(own);
    assertThat(texts(json(server.getOf("acme", "")).path("incidents"), "id"))
        .containsExactly(theirs);
    assertThat(server.getOf("acme", "/" + theirs).statusCode()).isEqualTo(200);
    for (String resource : List.of("", "/alerts", "/timeline")) {
      HttpResponse<String> answer = server.getOf("acme", "/" + own + resource);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(error(404, "there is no incident " + own));
    }
  }

  @Test
  void aTenantDoesNothingToAnIncidentOfAnotherNorMergesIntoIt() throws Exception {
    String own = night.fire("db", "critical", "a");
    String theirs = night.fireOf("acme", "db", "critical", "a");

    HttpResponse<String> resolve =
        server.postOf("acme", "/" + own + "/resolve", "{\"by\":\"eve\"}");
    HttpResponse<String> merge =
        server.postOf("acme", "/" + theirs + "/merge", "{\"by\":\"eve\",\"into\":\"" + own + "\"}");

    for (HttpResponse<String> answer : List.of(resolve, merge)) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(error(404, "there is no incident " + own));
    }
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void anIncidentIsShownWithItsAlertsAndItsTimeline() throws Exception {
    String id = night.fire("db", "critical", "a");
    night.join("db", "critical", "b");

    JsonNode incident = good("/" + id);

    assertThat(incident.path("id").asText()).isEqualTo(id);
    assertThat(incident.path("status").asText()).isEqualTo("triggered");
    assertThat(incident.path("priority").asText()).isEqualTo("P1");
    assertThat(incident.path("rule").asText()).isEqualTo("severity");
    assertThat(incident.at("/labels/service").asText()).isEqualTo("db");
    assertThat(incident.path("firing").asInt()).isEqualTo(2);
    assertThat(incident.at("/alerts/0/labels/alertname").asText()).isEqualTo("Down");
    assertThat(incident.path("alerts")).hasSize(2);
    assertThat(texts(incident.path("timeline"), "fact")).startsWith("IncidentOpened");
    assertThat(texts(incident.path("timeline"), "text"))
        .allSatisfy(text -> assertThat(text).isNotBlank());
    assertThat(good("/" + id + "/alerts").path("alerts")).isEqualTo(incident.path("alerts"));
    assertThat(good("/" + id + "/alerts?limit=1").path("alerts")).hasSize(1);
    assertThat(good("/" + id + "/timeline").path("timeline")).isEqualTo(incident.path("timeline"));
  }

  @Test
  void whatItIsAnsweredAsIsShownOnceThePriorityIsLowered() throws Exception {
    String id = night.fire("db", "critical", "a");
    night.join("db", "High", "b");
    assertThat(good("/" + id).has("answeredAs")).isFalse();

    night.end("db", "critical", "a");
    night.advance(Duration.ofMinutes(1));

    assertThat(good("/" + id).path("priority").asText()).isEqualTo("P2");
    assertThat(good("/" + id).path("answeredAs").asText()).isEqualTo("P1");
  }

  @Test
  void anIncidentSaysThatItHasMoreAlertsThanAreShown() throws Exception {
    String id = night.fire("db", "P2", "a");
    assertThat(good("/" + id).path("alertsTruncated").isBoolean()).isTrue();
    assertThat(good("/" + id).path("alertsTruncated").asBoolean()).isFalse();
    assertThat(good("/" + id + "/alerts?limit=1").path("truncated").asBoolean()).isFalse();
    night.joinMany("db", "P2", 100);

    assertThat(good("/" + id).path("alerts")).hasSize(100);
    assertThat(good("/" + id).path("alertsTruncated").asBoolean()).isTrue();
    assertThat(good("/" + id).path("firing").asInt()).isEqualTo(101);
    assertThat(good("/" + id).path("unlisted").isInt()).isTrue();
    assertThat(good("/" + id + "/alerts").path("truncated").asBoolean()).isTrue();
    assertThat(good("/" + id + "/alerts?limit=101").path("truncated").asBoolean()).isFalse();
  }

  @Test
  void anEarlierIncidentOfTheSameGroupIsStillShown() throws Exception {
    String first = night.fire("db", "critical", "a");
    server.post("/" + first + "/resolve", "{\"by\":\"alice\"}");
    carryOutAll();
    night.advance(Duration.ofHours(1)); // soon afterwards it would be the same incident again
    String second = night.fire("db", "critical", "b");

    assertThat(second).isNotEqualTo(first);
    assertThat(good("/" + first).path("status").asText()).isEqualTo("resolved");
    assertThat(good("/" + second).path("status").asText()).isEqualTo("triggered");
    assertThat(texts(good("").path("incidents"), "id")).containsExactly(second);
    assertThat(good("/" + first + "/alerts").path("alerts").toString()).doesNotContain("\"b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/alerts", "/timeline"})
  void anUnknownIncidentIsNotFound(String resource) throws Exception {
    String id = night.fire("db", "critical", "a");
    String later = id.replaceFirst("-1$", "-2");

    for (String unknown : new String[] {UNKNOWN, later}) {
      HttpResponse<String> answer = server.get("/" + unknown + resource);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(error(404, "there is no incident " + unknown));
    }
  }

  @Test
  void anAcknowledgementReachesTheTopologyUnderTheKeyOfItsGroup() throws Exception {
    String id = night.fire("db", "critical", "a");

    HttpResponse<String> answer =
        server.post("/" + id + "/acknowledge", "{\"by\":\"alice\",\"note\":\"on it\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    ProducerRecord<String, Command> sent = producer.history().getFirst();
    assertThat(sent.topic()).isEqualTo(IncidentServer.COMMANDS);
    assertThat(sent.key()).isEqualTo(id.substring(0, 16));
    assertThat(sent.timestamp()).isEqualTo(IncidentServer.NOW.toEpochMilli());
    assertThat(sent.value())
        .isEqualTo(
            new Command(
                json(answer).path("commandId").asText(),
                "default",
                id,
                "alice",
                new Command.Action.Acknowledge("on it")));
    assertThat(json(answer).path("incidentId").asText()).isEqualTo(id);

    carryOutAll();
    JsonNode incident = good("/" + id);
    assertThat(incident.path("status").asText()).isEqualTo("acknowledged");
    assertThat(incident.path("acknowledgedBy").asText()).isEqualTo("alice");
  }

  @Test
  void aResolutionEndsTheIncident() throws Exception {
    String id = night.fire("db", "critical", "a");

    assertThat(server.post("/" + id + "/resolve", "{\"by\":\"bob\"}").statusCode()).isEqualTo(202);
    carryOutAll();

    JsonNode incident = good("/" + id);
    assertThat(incident.path("status").asText()).isEqualTo("resolved");
    assertThat(incident.has("resolvedAt")).isTrue();
  }

  @Test
  void aSnoozeTakesTheIncidentForAWhileAndANoteIsInTheTimeline() throws Exception {
    String id = night.fire("db", "critical", "a");

    String snooze = "{\"by\":\"bob\",\"for\":\"1h30m\",\"note\":\"after the release\"}";
    assertThat(server.post("/" + id + "/snooze", snooze).statusCode()).isEqualTo(202);
    String note = "{\"by\":\"alice\",\"note\":\"the disk is full\"}";
    assertThat(server.post("/" + id + "/notes", note).statusCode()).isEqualTo(202);
    assertThat(producer.history())
        .extracting(sent -> sent.value().action())
        .containsExactly(
            new Command.Action.Snooze(Duration.ofMinutes(90), "after the release"),
            new Command.Action.AddNote("the disk is full"));
    carryOutAll();

    JsonNode incident = good("/" + id);
    assertThat(incident.path("status").asText()).isEqualTo("acknowledged");
    assertThat(incident.path("acknowledgedBy").asText()).isEqualTo("bob");
    assertThat(incident.has("acknowledgedUntil")).isTrue();
    assertThat(texts(incident.path("timeline"), "text"))
        .anyMatch(text -> text.startsWith("snoozed by bob until "))
        .contains("note by alice: the disk is full");
  }

  @Test
  void anIncidentIsRaisedAndEscalatedByHand() throws Exception {
    String id = night.fire("db", "warning", "a");

    server.post("/" + id + "/raise", "{\"by\":\"bob\",\"priority\":\"p1\"}");
    server.post("/" + id + "/escalate", "{\"by\":\"bob\",\"note\":\"help\"}");
    assertThat(producer.history())
        .extracting(sent -> sent.value().action())
        .containsExactly(
            new Command.Action.Raise(Priority.P1, ""), new Command.Action.Escalate("help"));
    carryOutAll();

    assertThat(good("/" + id).path("priority").asText()).isEqualTo("P1");
  }

  @Test
  void peopleSayHowFarTheWorkHasComeAndWhoseItIs() throws Exception {
    String id = night.fire("db", "critical", "a");

    String status = "{\"by\":\"bob\",\"status\":\"mitigating\",\"note\":\"failing over\"}";
    assertThat(server.post("/" + id + "/status", status).statusCode()).isEqualTo(202);
    String update = "{\"by\":\"bob\",\"text\":\"orders are slow\"}";
    assertThat(server.post("/" + id + "/updates", update).statusCode()).isEqualTo(202);
    String assign = "{\"by\":\"bob\",\"to\":\"nobody\",\"note\":\"yours\"}";
    assertThat(server.post("/" + id + "/assign", assign).statusCode()).isEqualTo(202);
    assertThat(producer.history())
        .extracting(sent -> sent.value().action())
        .containsExactly(
            new Command.Action.Report(Phase.MITIGATION, "failing over"),
            new Command.Action.Update("orders are slow"),
            new Command.Action.Assign("nobody", "yours"));
    carryOutAll();

    JsonNode incident = good("/" + id);
    assertThat(incident.path("phase").asText()).isEqualTo("mitigation");
    assertThat(texts(incident.path("phases"), "phase")).containsExactly("detection", "mitigation");
    assertThat(texts(incident.path("timeline"), "text"))
        .contains("mitigating, says bob: failing over", "status update by bob: orders are slow")
        .anyMatch(text -> text.startsWith("assign by bob refused: no user is called \"nobody\": "));
  }

  @Test
  void anIncidentIsMergedIntoAnotherAndSplit() throws Exception {
    String db = night.fire("db", "critical", "a");
    String web = night.fire("web", "critical", "a");
    String merge = "{\"by\":\"bob\",\"into\":\"" + db + "\",\"note\":\"the same\"}";

    assertThat(server.post("/" + web + "/merge", merge).statusCode()).isEqualTo(202);
    assertThat(producer.history().getFirst().value().action())
        .isEqualTo(new Command.Action.Merge(db, "the same"));
    carryOutAll();
    assertThat(good("/" + web).path("mergedInto").asText()).isEqualTo(db);
    assertThat(good("/" + db).path("followers").toString()).isEqualTo("[\"" + web + "\"]");

    assertThat(server.post("/" + db + "/merge", merge.replace(db, web)).statusCode())
        .isEqualTo(409);
    assertThat(server.post("/" + web + "/split", "{\"by\":\"bob\"}").statusCode()).isEqualTo(202);
    carryOutAll();
    assertThat(good("/" + web).path("mergedInto").asText()).isEmpty();
    assertThat(good("/" + db).path("followers")).isEmpty();
  }

  @Test
  void anIncidentIsMergedIntoNoneThatIsOverOrThatThereIsNot() throws Exception {
    String db = night.fire("db", "critical", "a");
    String web = night.fire("web", "critical", "a");
    server.post("/" + db + "/resolve", "{\"by\":\"alice\"}");
    carryOutAll();

    String merge = "{\"by\":\"bob\",\"into\":\"" + db + "\"}";
    HttpResponse<String> over = server.post("/" + web + "/merge", merge);
    assertThat(over.body()).isEqualTo(error(409, "incident " + db + " is over"));
    HttpResponse<String> unknown = server.post("/" + web + "/merge", merge.replace(db, UNKNOWN));
    assertThat(unknown.body()).isEqualTo(error(404, "there is no incident " + UNKNOWN));
    assertThat(producer.history()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acknowledge", "resolve"})
  void aCommandIsAnsweredWhenTheLogHasIt(String action) throws Exception {
    String path = "/" + night.fire("db", "critical", "a") + "/" + action;
    try (SilentLog acknowledging = new SilentLog(night.commandSerializer());
        SilentLog failing = new SilentLog(night.commandSerializer());
        var first = new IncidentServer(new IncidentQueries(night), acknowledging);
        var second = new IncidentServer(new IncidentQueries(night), failing)) {
      var taken = first.postLater(path, "{\"by\":\"alice\"}");
      acknowledging.awaitSent();
      assertThat(acknowledging.completeNext()).isTrue();
      assertThat(taken.join().statusCode()).isEqualTo(202);

      var failed = second.postLater(path, "{\"by\":\"alice\"}");
      failing.awaitSent();
      assertThat(failing.errorNext(new TimeoutException("not acknowledged"))).isTrue();
      assertToComeLater(failed.join());
    }
  }

  @Test
  void aCommandIsToComeLaterWhileTheLogIsAway() throws Exception {
    String id = night.fire("db", "critical", "a");
    producer.sendException = new TimeoutException("the brokers are away");

    assertToComeLater(server.post("/" + id + "/resolve", "{\"by\":\"alice\"}"));
  }

  private static void assertToComeLater(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(json(answer).path("code").asInt()).isEqualTo(503);
  }
}
