package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.ingest.kit.Json;
import io.firebell.ingest.kit.SourceContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerSourceTest extends SourceContract {

  @Override
  protected AlertSource source() {
    return new AlertmanagerSource();
  }

  @Override
  protected JsonNode write(Alert alert) {
    ObjectNode json = Json.object();
    json.set("labels", Json.of(alert.labels()));
    json.set("annotations", Json.of(alert.annotations()));
    json.put("startsAt", alert.startsAt().toString());
    if (alert.endsAt() != null) {
      json.put("endsAt", alert.endsAt().toString());
    }
    return json.put("generatorURL", alert.generatorUrl());
  }

  @Override
  protected Alert understood(Alert alert) {
    return new Alert(
        alert.tenant(),
        alert.labels(),
        alert.annotations(),
        alert.startsAt(),
        alert.endsAt(),
        alert.generatorUrl(),
        Breach.NONE,
        "alertmanager",
        alert.receivedAt());
  }

  private Alert one(String json) throws MalformedPayloadException {
    AlertSource.Parsed parsed = read("[" + json + "]");
    assertThat(parsed.complaints()).isEmpty();
    return parsed.alerts().getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"startsAt\":null,\"endsAt\":null,\"annotations\":null,\"generatorURL\":null",
        ",\"startsAt\":\"0001-01-01T00:00:00.000Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"",
        ",\"unknown\":[{}]",
      })
  void whatIsAbsentHasAlertmanagersDefaults(String rest) throws Exception {
    assertThat(one("{\"labels\":{\"alertname\":\"Disk\",\"empty\":\"\"}" + rest + "}"))
        .isEqualTo(
            new Alert(
                TENANT,
                Labels.of("alertname", "Disk"),
                Labels.NONE,
                NOW,
                null,
                "",
                Breach.NONE,
                "alertmanager",
                NOW));
  }

  @Test
  void anAlertOfWhichOnlyTheEndIsKnownStartsThen() throws Exception {
    Instant end = Instant.parse("2026-11-21T02:00:00Z");

    Alert alert = one("{\"labels\":{\"a\":\"b\"},\"endsAt\":\"" + end + "\"}");

    assertThat(alert.startsAt()).isEqualTo(end);
    assertThat(alert.fires()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T04:00:00.123456789+01:30, 2026-11-21T02:30:00.123Z",
    "2026-11-21T02:30:00-00:00, 2026-11-21T02:30:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "9998-12-31T23:59:59.999999Z, 9998-12-31T23:59:59.999Z",
  })
  void timesAreReadToTheMillisecond(String written, Instant read) throws Exception {
    Alert alert = one("{\"labels\":{\"a\":\"b\"},\"startsAt\":\"" + written + "\"}");

    assertThat(alert.startsAt()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "+1000000000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-21T24:00:01Z",
        "2026-11-21T00:00:00",
        "2026-11-21",
        "1763694000",
        "now",
      })
  void oddTimesAreRefused(String time) throws Exception {
    for (String field : new String[] {"startsAt", "endsAt"}) {
      AlertSource.Parsed parsed =
          read("[{\"labels\":{\"a\":\"b\"},\"%s\":\"%s\"}]".formatted(field, time));

      assertThat(parsed.alerts()).isEmpty();
      assertThat(parsed.complaints())
          .containsExactly(
              new AlertSource.Complaint(
                  "$[0]." + field,
                  "should be an RFC 3339 time from 1970 to 9998: was \"" + time + "\""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7                                            | $[0]",
        "[]                                           | $[0]",
        "null                                         | $[0]",
        "{}                                           | $[0]",
        "{'labels':{}}                                | $[0]",
        "{'labels':{'a':''}}                          | $[0]",
        "{'labels':['a']}                             | $[0].labels",
        "{'labels':'a=b'}                             | $[0].labels",
        "{'labels':{'a':1}}                           | $[0].labels.a",
        "{'labels':{'a':{'b':'c'}}}                   | $[0].labels.a",
        "{'labels':{'':'b'}}                          | $[0].labels",
        "{'labels':{'a.b':1}}                         | $[0].labels[\"a.b\"]",
        "{'labels':{'a':'\\ud83d'}}                   | $[0].labels.a",
        "{'labels':{'a':'b'},'annotations':[1]}       | $[0].annotations",
        "{'labels':{'a':'b'},'annotations':{'c':[]}}  | $[0].annotations.c",
        "{'labels':{'a':'b'},'startsAt':12}           | $[0].startsAt",
        "{'labels':{'a':'b'},'endsAt':-1}             | $[0].endsAt",
        "{'labels':{'a':'b'},'endsAt':{}}             | $[0].endsAt",
        "{'labels':{'a':'b'},'generatorURL':[]}       | $[0].generatorURL",
        "{'labels':{'a':'b'},'generatorURL':'\\udc00'}| $[0].generatorURL",
      })
  void whatIsWrongIsNamedByItsPath(String json, String path) throws Exception {
    AlertSource.Parsed parsed = read("[" + json.replace('\'', '"') + "]");

    assertThat(parsed.alerts()).isEmpty();
    assertThat(parsed.complaints()).extracting(AlertSource.Complaint::path).containsExactly(path);
  }

  @Test
  void theMostPairsAreAThousand() throws Exception {
    assertThat(read("[" + withLabels(1_000) + "]").complaints()).isEmpty();
    assertThat(read("[" + withLabels(1_001) + "]").complaints())
        .containsExactly(
            new AlertSource.Complaint("$[0].labels", "should have at most 1000 pairs: has 1001"));
  }

  private static String withLabels(int count) {
    ObjectNode alert = Json.object();
    ObjectNode labels = alert.putObject("labels");
    for (int i = 0; i < count; i++) {
      labels.put("l" + i, "v");
    }
    return alert.toString();
  }

  @Test
  void theMostAlertsAreTenThousand() throws Exception {
    String alert = "{\"labels\":{\"a\":\"b\"}},";
    String most = alert.repeat(9_999);

    assertThat(read("[" + most + "{\"labels\":{\"a\":\"b\"}}]").alerts()).hasSize(10_000);
  }

  @Test
  void textThatIsRepeatedInAComplaintIsCut() throws Exception {
    String name = "n".repeat(100_000);
    AlertSource.Parsed parsed =
        read("[{\"labels\":{\"" + name + "\":1}},{\"labels\":{},\"endsAt\":\"" + name + "\"}]");

    assertThat(parsed.complaints())
        .hasSize(2)
        .allSatisfy(complaint -> assertThat(complaint.toString()).hasSizeLessThan(200));
  }
}
