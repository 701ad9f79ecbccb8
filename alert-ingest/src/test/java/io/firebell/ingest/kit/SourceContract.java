package io.firebell.ingest.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.ingest.AlertSource;
import io.firebell.ingest.AlertSource.Complaint;
import io.firebell.ingest.AlertSource.Parsed;
import io.firebell.ingest.MalformedPayloadException;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every source. A source's test extends this, says how the other side writes an
/// alert, and adds what is its own.
public abstract class SourceContract {

  protected static final String TENANT = Alerts.TENANT;

  /// When everything is received.
  protected static final Instant NOW = Alerts.NOW;

  private static final Serde<Alert> SERDE =
      ValueSerdes.connect(Map.of("schema.registry.url", "mock://sources")).of(Codecs.ALERT);

  protected abstract AlertSource source();

  /// An alert as the other side writes it.
  protected abstract JsonNode write(Alert alert);

  /// As much of an alert as the other side can say: what it cannot is as if it were not there.
  protected abstract Alert understood(Alert alert);

  /// A payload with these alerts.
  protected JsonNode payload(ArrayNode alerts) {
    return alerts;
  }

  /// Where a payload has its alerts.
  protected String pathOfAlerts() {
    return "$";
  }

  protected final Parsed read(byte[] payload) throws MalformedPayloadException {
    return source().parse(payload, TENANT, NOW);
  }

  protected final Parsed read(String json) throws MalformedPayloadException {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  private ArrayNode written(List<Alert> alerts) {
    ArrayNode all = Json.object().putArray("all");
    alerts.forEach(alert -> all.add(write(alert)));
    return all;
  }

  private byte[] payload(List<Alert> alerts) {
    return Json.bytes(payload(written(alerts)));
  }

  @Provide
  Arbitrary<List<Alert>> alerts() {
    return Alerts.lists();
  }

  @Provide
  Arbitrary<JsonNode> json() {
    Alert complete =
        new Alert(
            TENANT,
            Labels.of("a", "b"),
            Labels.of("c", "d"),
            NOW,
            NOW,
            "http://x",
            new Breach("m", 1, ">", 0, "s"),
            "",
            NOW);
    return Json.arbitrary(Json.names(payload(written(List.of(complete)))));
  }

  /// Reads what may be anything: it is understood, or refused as a whole or in part with reasons.
  private void readAnything(byte[] payload) {
    try {
      Parsed parsed = read(payload);
      for (Complaint complaint : parsed.complaints()) {
        assertThat(complaint.path()).startsWith("$").hasSizeLessThan(200);
        assertThat(complaint.message()).isNotBlank().hasSizeLessThan(400);
      }
      assertThat(parsed.alerts()).allSatisfy(SourceContract::fitsOnTheLog);
    } catch (MalformedPayloadException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(500);
    }
  }

  private static void fitsOnTheLog(Alert alert) {
    byte[] bytes = SERDE.serializer().serialize("alerts", alert);
    assertThat(SERDE.deserializer().deserialize("alerts", bytes)).isEqualTo(alert);
    assertThat(bytes).hasSizeLessThan(256 * 1024);
  }

  @Property
  void alertsComeBackAsTheyWere(@ForAll("alerts") List<Alert> alerts) throws Exception {
    Parsed parsed = read(payload(alerts));

    assertThat(parsed.complaints()).isEmpty();
    assertThat(parsed.alerts()).isEqualTo(alerts.stream().map(this::understood).toList());
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    readAnything(bytes);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyJsonIsReadOrRefused(@ForAll("json") JsonNode json) {
    readAnything(Json.escaped(json));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyAlertOfAnyJsonIsReadOrRefused(@ForAll("json") JsonNode json) {
    readAnything(Json.escaped(payload(Json.object().putArray("all").add(json))));
  }

  @Property
  void damagedBytesAreReadOrRefused(
      @ForAll("alerts") List<Alert> alerts, @ForAll int place, @ForAll byte damage) {
    byte[] payload = payload(alerts);
    payload[Math.floorMod(place, payload.length)] = damage;

    readAnything(payload);
  }

  @Property
  void whatIsCutOffIsMalformed(@ForAll("alerts") List<Alert> alerts, @ForAll int place) {
    String whole = payload(written(alerts)).toString();
    String cut = whole.substring(0, Math.floorMod(place, whole.length()));

    assertThatExceptionOfType(MalformedPayloadException.class).isThrownBy(() -> read(cut));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anythingInPlaceOfAnAlertLeavesTheOthersAsTheyWere(
      @ForAll("alerts") List<Alert> before,
      @ForAll("json") JsonNode other,
      @ForAll("alerts") List<Alert> after)
      throws Exception {
    ArrayNode batch = written(before).add(other).addAll(written(after));

    Parsed parsed = read(Json.escaped(payload(batch)));

    List<Alert> expected = new ArrayList<>();
    before.forEach(alert -> expected.add(understood(alert)));
    boolean taken = parsed.complaints().isEmpty();
    if (taken) {
      expected.add(parsed.alerts().get(before.size()));
    }
    after.forEach(alert -> expected.add(understood(alert)));
    assertThat(parsed.alerts()).isEqualTo(expected);
    assertThat(parsed.complaints())
        .hasSize(taken ? 0 : 1)
        .allSatisfy(complaint ->
            assertThat(complaint.path()).startsWith(pathOfAlerts() + "[" + before.size() + "]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "[] []", "{\"a\":1,\"a\":2}", "\u0000", "\ufeff[]"})
  void whatIsNotJsonIsMalformed(String body) {
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> read(body))
        .withMessageStartingWith("the body should be JSON: ");
  }

  @Test
  void whatIsNotUtf8IsMalformed() {
    Alert alert = Alerts.named("Caf\u00e9");
    byte[] latin1 =
        payload(written(List.of(alert))).toString().getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> read(latin1))
        .withMessage("the body should be UTF-8: is not");
  }

  @Test
  void anAlertThatSaysTooMuchIsRefusedAlone() throws Exception {
    Alert large = Alerts.named("\u20ac".repeat(22_000));

    Parsed parsed = read(payload(List.of(Alerts.named("A"), large, Alerts.named("B"))));

    assertThat(parsed.alerts()).hasSize(2);
    assertThat(parsed.complaints()).hasSize(1);
    assertThat(parsed.complaints().getFirst().path()).startsWith(pathOfAlerts() + "[1]");
    assertThat(parsed.complaints().getFirst().message())
        .isEqualTo("is too long: the texts of an alert should have at most 65536 bytes");
  }

  @Test
  void anAlertThatSaysAsMuchAsItMayFitsOnTheLog() throws Exception {
    Parsed parsed = read(payload(List.of(Alerts.named("\u20ac".repeat(21_000)))));

    assertThat(parsed.alerts()).hasSize(1).allSatisfy(SourceContract::fitsOnTheLog);
  }
}
