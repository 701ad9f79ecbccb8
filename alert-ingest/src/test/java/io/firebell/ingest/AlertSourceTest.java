package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSourceTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private static AlertSource.Parsed read(AlertSource source, String json) throws Exception {
    return source.parse(json.getBytes(StandardCharsets.UTF_8), "default", NOW);
  }

  @Test
  void anAlertWithoutTimesFiresFromNowUntilItIsNotRepeated() throws Exception {
    AlertSource.Parsed parsed =
        read(
            new AlertmanagerSource(),
            """
            [{"labels":{"alertname":"Disk","empty":""},"annotations":{"summary":"full"},
              "startsAt":"0001-01-01T00:00:00.000Z","endsAt":"0001-01-01T00:00:00.000Z",
              "generatorURL":"http://prometheus/graph"}]\
            """);
    assertThat(parsed.complaints()).isEmpty();
    assertThat(parsed.alerts())
        .containsExactly(
            new Alert(
                "default",
                Labels.of("alertname", "Disk"),
                Labels.of("summary", "full"),
                NOW,
                null,
                "http://prometheus/graph",
                Breach.NONE,
                "alertmanager",
                NOW));
  }

  @Test
  void theGoodAlertsOfABatchAreKeptAndTheOthersNamed() throws Exception {
    AlertSource.Parsed parsed =
        read(
            new AlertmanagerSource(),
            """
            [{"labels":{"alertname":"A"}}, {"labels":{}}, {"labels":{"alertname":7}}, 3,
             {"labels":{"alertname":"B"},"startsAt":"2026-11-21T03:00:00Z",
              "endsAt":"2026-11-21T02:00:00Z"},
             {"labels":{"alertname":"C"},"endsAt":"-0001-01-01T00:00:00Z"}]\
            """);
    assertThat(parsed.alerts())
        .extracting(alert -> alert.labels().get("alertname"))
        .containsExactly("A");
    assertThat(parsed.complaints())
        .extracting(AlertSource.Complaint::path)
        .containsExactly("$[1]", "$[2].labels.alertname", "$[3]", "$[4]", "$[5].endsAt");
  }

  @Test
  void aNativeAlertCarriesItsBreachAndItsEnd() throws Exception {
    AlertSource.Parsed parsed =
        read(
            new NativeSource(),
            """
            {"labels":{"alertname":"Errors"},"status":"resolved","startsAt":"2026-11-21T02:59:00+00:00",
             "breach":{"metric":"error_rate","value":7.2,"comparator":">","threshold":5,"unit":"%"}}\
            """);
    assertThat(parsed.complaints()).isEmpty();
    Alert alert = parsed.alerts().getFirst();
    assertThat(alert.endsAt()).isEqualTo(NOW);
    assertThat(alert.fires()).isFalse();
    assertThat(alert.breach()).isEqualTo(new Breach("error_rate", 7.2, ">", 5, "%"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'labels':{'a':'b'},'status':'sleeping'} | $.status",
        "{'labels':{'a':'b'},'breach':{'metric':'m','value':'x'}} | $.breach.value",
        "{'labels':{'a':'b'},'breach':{}} | $.breach.metric",
        "{'labels':['a']} | $.labels",
        "{'labels':{'a':'b'},'startsAt':12} | $.startsAt",
      })
  void whatIsWrongIsNamedByItsPath(String json, String path) throws Exception {
    AlertSource.Parsed parsed = read(new NativeSource(), json.replace('\'', '"'));
    assertThat(parsed.alerts()).isEmpty();
    assertThat(parsed.complaints()).extracting(AlertSource.Complaint::path).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]", "[] []", "{\"a\":1,\"a\":2}", "\u0000"})
  void whatIsNotJsonIsMalformed(String body) {
    assertThatThrownBy(() -> read(new AlertmanagerSource(), body))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessageContaining("the body should be JSON");
  }

  @Test
  void whatIsNotUtf8IsMalformed() {
    byte[] latin1 = "[{\"labels\":{\"a\":\"é\"}}]".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> new AlertmanagerSource().parse(latin1, "default", NOW))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessage("the body should be UTF-8: is not");
  }

  @Test
  void aHundredThousandLabelsAreRefused() throws Exception {
    StringBuilder labels = new StringBuilder("[{\"labels\":{\"a\":\"b\"");
    for (int i = 0; i < 100_000; i++) {
      labels.append(",\"l").append(i).append("\":\"v\"");
    }
    AlertSource.Parsed parsed = read(new AlertmanagerSource(), labels.append("}}]").toString());
    assertThat(parsed.alerts()).isEmpty();
    assertThat(parsed.complaints().getFirst().message())
        .startsWith("should have at most 1000 pairs");
  }
}
