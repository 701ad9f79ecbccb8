package io.firebell.ingest;

import static io.firebell.ingest.IngestServer.NOW;
import static io.firebell.ingest.IngestServer.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.ingest.IngestServer.Door;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is answered to tenants that send more than they may.
class QuotaTest {

  private static final Quotas QUOTAS = new Quotas(null, Map.of("acme", new Quota(1, 3)));

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Broker broker = new Broker(true);

  private IngestServer server(Broker producer, Limits limits) {
    return IngestServer.before(producer, limits, now::get, QUOTAS, "default", "acme", "beta");
  }

  @ParameterizedTest
  @EnumSource
  void aBatchBeyondTheQuotaIsRefusedAsAWholeUntilThereIsRoomForIt(Door door) throws Exception {
    try (IngestServer server = server(broker, Limits.DEFAULT)) {
      assertThat(server.postOf("acme", door, batch("A", "B")).statusCode()).isEqualTo(door.success);

      HttpResponse<String> refused = server.postOf("acme", door, batch("C", "D", "E"));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      assertThat(refused.body())
          .isEqualTo(
              "{\"code\":429,\"message\":\"tenant acme has used up its quota of 1 per second,"
                  + " 3 at once: nothing of this is taken, send it again in 2 s\"}");
      assertThat(broker.names()).containsExactly("A", "B");

      now.updateAndGet(time -> time.plusSeconds(2));
      assertThat(server.postOf("acme", door, batch("C", "D", "E")).statusCode())
          .isEqualTo(door.success);
      assertThat(broker.names()).containsExactly("A", "B", "C", "D", "E");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneTenantHasUsedUpIsNoOthers(Door door) throws Exception {
    try (IngestServer server = server(broker, Limits.DEFAULT)) {
      assertThat(server.postOf("acme", door, batch("A", "B", "C")).statusCode())
          .isEqualTo(door.success);
      assertThat(server.postOf("acme", door, "alert!").statusCode()).isEqualTo(429);

      assertThat(server.postOf("beta", door, batch("D")).statusCode()).isEqualTo(door.success);
      assertThat(server.post(door, batch("E")).statusCode()).isEqualTo(door.success);
      assertThat(broker.names()).containsExactly("A", "B", "C", "D", "E");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBatchThatTheQuotaNeverAllowsIsSaidToBeTooLarge(Door door) throws Exception {
    try (IngestServer server = server(broker, Limits.DEFAULT)) {
      HttpResponse<String> refused = server.postOf("acme", door, batch("A", "B", "C", "D"));

      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
      assertThat(refused.body())
          .isEqualTo(
              "{\"code\":413,\"message\":\"a batch of tenant acme should have at most 3 alerts,"
                  + " by its quota: has 4\"}");
      assertThat(broker.names()).isEmpty();
      assertThat(server.postOf("acme", door, batch("A", "B", "C")).statusCode())
          .isEqualTo(door.success);
    }
  }

  @Test
  void heartbeatsCountByThemselves() throws Exception {
    try (IngestServer server = server(broker, Limits.DEFAULT)) {
      assertThat(server.postOf("acme", Door.NATIVE, batch("A", "B", "C")).statusCode())
          .isEqualTo(202);
      for (int i = 0; i < 3; i++) {
        assertThat(beat(server).statusCode()).isEqualTo(202);
      }
      HttpResponse<String> refused = beat(server);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.body()).contains("tenant acme has used up its quota");
      assertThat(broker.history()).hasSize(6);
    }
  }

  private static HttpResponse<String> beat(IngestServer server) throws Exception {
    return server.send(
        server.request("/of/acme/v1/heartbeats/backup").POST(BodyPublishers.noBody()));
  }

  @Test
  void aFloodThatWaitsForTheLogLeavesOthersTheirTurns() throws Exception {
    Broker slow = new Broker(false);
    Limits limits = new Limits(1_000, 100_000, 8, Duration.ofSeconds(10));
    List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
    try (IngestServer server = server(slow, limits)) {
      for (int i = 0; i < 4; i++) {
        flood.add(server.postLater(Door.NATIVE, batch("Flood")));
        slow.awaitSent(1);
      }
      HttpResponse<String> beyond = server.post(Door.NATIVE, batch("Beyond"));
      assertThat(beyond.statusCode()).isEqualTo(503);
      assertThat(beyond.headers().firstValue("Retry-After")).contains("1");

      var other = server.postOfLater("beta", Door.NATIVE, batch("Other"));
      slow.awaitSent(1);
      assertThat(slow.names()).containsExactly("Flood", "Flood", "Flood", "Flood", "Other");
      while (slow.completeNext()) {}
      assertThat(other.join().statusCode()).isEqualTo(202);
      assertThat(flood).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(202));
    }
  }

  @Test
  void aFloodOfLargeBodiesLeavesOthersRoom() throws Exception {
    Broker slow = new Broker(false);
    Limits limits = new Limits(1_000, 2_000, 100, Duration.ofSeconds(10));
    String large = batch("Flood") + " ".repeat(900);
    try (IngestServer server = server(slow, limits)) {
      var first = server.postLater(Door.NATIVE, large);
      slow.awaitSent(1);
      assertThat(server.post(Door.NATIVE, large).statusCode()).isEqualTo(503);

      var other = server.postOfLater("beta", Door.NATIVE, batch("Other") + " ".repeat(400));
      slow.awaitSent(1);
      while (slow.completeNext()) {}
      assertThat(other.join().statusCode()).isEqualTo(202);
      assertThat(first.join().statusCode()).isEqualTo(202);
    }
  }
}
