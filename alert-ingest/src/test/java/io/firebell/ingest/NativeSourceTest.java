package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.ingest.kit.Json;
import io.firebell.ingest.kit.SourceContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeSourceTest extends SourceContract {

  @Override
  protected AlertSource source() {
    return new NativeSource();
  }

  @Override
  protected JsonNode write(Alert alert) {
    ObjectNode json = Json.object();
    json.set("labels", Json.of(alert.labels()));
    json.set("annotations", Json.of(alert.annotations()));
    json.put("status", alert.fires() ? "firing" : "resolved");
    json.put("startsAt", alert.startsAt().toString());
    if (alert.endsAt() != null) {
      json.put("endsAt", alert.endsAt().toString());
    }
    json.put("generatorURL", alert.generatorUrl());
    Breach breach = alert.breach();
    if (breach.isPresent()) {
      ObjectNode inner = json.putObject("breach").put("metric", breach.metric());
      inner.put("value", breach.value()).put("comparator", breach.comparator());
      inner.put("threshold", breach.threshold()).put("unit", breach.unit());
    }
    return json;
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
        alert.breach(),
        "native",
        alert.receivedAt());
  }

  @Test
  void oneAlertNeedsNoArray() throws Exception {
    AlertSource.Parsed parsed = read("{\"labels\":{\"a\":\"b\"}}");

    assertThat(parsed.complaints()).isEmpty();
    assertThat(parsed.alerts()).hasSize(1);
  }

  @Test
  void aResolvedAlertIsOverNowUnlessItSaysWhen() throws Exception {
    Alert unsaid = read("{\"labels\":{\"a\":\"b\"},\"status\":\"resolved\"}").alerts().getFirst();
    assertThat(unsaid.endsAt()).isEqualTo(NOW);
    assertThat(unsaid.fires()).isFalse();

    Instant end = NOW.minusSeconds(60);
    String ended = "{\"labels\":{\"a\":\"b\"},\"status\":\"resolved\",\"endsAt\":\"" + end + "\"}";
    assertThat(read(ended).alerts()).extracting(Alert::endsAt).containsExactly(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'text'                                                              | $",
        "{'labels':{'a':'b'},'status':'sleeping'}                            | $.status",
        "{'labels':{'a':'b'},'status':1}                                     | $.status",
        "{'labels':{'a':'b'},'breach':[]}                                    | $.breach",
        "{'labels':{'a':'b'},'breach':{}}                                    | $.breach.metric",
        "{'labels':{'a':'b'},'breach':{'metric':1}}                          | $.breach.metric",
        "{'labels':{'a':'b'},'breach':{'metric':'m'}}                        | $.breach.value",
        "{'labels':{'a':'b'},'breach':{'metric':'m','value':'x'}}            | $.breach.value",
        "{'labels':{'a':'b'},'breach':{'metric':'m','value':1e999}}          | $.breach.value",
        "{'labels':{'a':'b'},'breach':{'metric':'m','value':1}}              | $.breach.threshold",
        "{'labels':{'a':'b'},'breach':{'metric':'m','value':1,'threshold':2}}| $.breach.comparator",
      })
  void whatIsWrongIsNamedByItsPath(String json, String path) throws Exception {
    AlertSource.Parsed parsed = read(json.replace('\'', '"'));

    assertThat(parsed.alerts()).isEmpty();
    assertThat(parsed.complaints()).extracting(AlertSource.Complaint::path).containsExactly(path);
  }
}
