package io.firebell.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.ingest.kit.Json;
import io.firebell.ingest.kit.SourceContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    return received(
        alert.labels(),
        alert.annotations(),
        alert.startsAt(),
        alert.endsAt(),
        alert.generatorUrl());
  }

  private Alert one(String json) throws MalformedPayloadException {
    AlertSource.Parsed parsed = read("[" + json + "]");
    assertThat(parsed.complaints()).isEmpty();
    return parsed.alerts().getFirst();
  }

  private static String golden(String name) throws IOException {
    try (var file =
        AlertmanagerSourceTest.class.getResourceAsStream("/golden/alertmanager/" + name)) {
      return new String(requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Alert received(
      Labels labels, Labels annotations, Instant startsAt, @Nullable Instant endsAt, String url) {
    return new Alert(
        TENANT, labels, annotations, startsAt, endsAt, url, Breach.NONE, "alertmanager", NOW);
  }

  @Test
  void whatPrometheusSendsIsUnderstood() throws Exception {
    assertThat(read(golden("prometheus.json")))
        .isEqualTo(
            new AlertSource.Parsed(
                List.of(
                    received(
                        Labels.of(
                            "alertname", "InstanceDown",
                            "cluster", "eu-1",
                            "service", "orders \"db\"",
                            "severity", "critical"),
                        Labels.of(
                            "description", "value 1 \u2013 na\u00efve",
                            "summary", "orders-db does not answer"),
                        Instant.parse("2026-11-21T02:59:00.159Z"),
                        Instant.parse("2026-11-21T03:04:00.159Z"),
                        "http://prometheus:9090/graph?g0.expr=vector%281%29+%3D%3D+1&g0.tab=1")),
                List.of()));
  }

  @Test
  void whatAmtoolSendsIsUnderstood() throws Exception {
    assertThat(read(golden("amtool.json")).alerts())
        .containsExactly(
            received(
                Labels.of("alertname", "DiskFull", "service", "db", "severity", "critical"),
                Labels.of("summary", "disk of db is full"),
                NOW,
                null,
                "http://runbooks.example.com/disk"));
    assertThat(read(golden("amtool-without-annotations.json")).alerts())
        .containsExactly(
            received(
                Labels.of("alertname", "DiskFull", "service", "db"), Labels.NONE, NOW, null, ""));
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
        .isEqualTo(received(Labels.of("alertname", "Disk"), Labels.NONE, NOW, null, ""));
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
