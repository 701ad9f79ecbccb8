package io.firebell.ingest;

import static io.firebell.ingest.IngestServer.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.ingest.IngestServer.Door;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is answered depends on what became of the alerts on the log.
class AlertLogTest {

  private final Broker silent = new Broker(false);

  private static void assertToComeLater(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).startsWith("{\"code\":503,\"message\":\"");
  }

  @ParameterizedTest
  @EnumSource
  void successIsAnsweredWhenTheLastAlertIsAcknowledged(Door door) throws Exception {
    try (IngestServer server = IngestServer.before(silent)) {
      var answer = server.postLater(door, batch("A", "B"));
      silent.awaitSent(2);
      assertThat(silent.completeNext()).isTrue();
      assertThat(answer).isNotDone();
      assertThat(silent.completeNext()).isTrue();

      assertThat(answer.join().statusCode()).isEqualTo(door.success);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAlertThatIsNotAcknowledgedIsToComeLater(Door door) throws Exception {
    try (IngestServer server = IngestServer.before(silent)) {
      var answer = server.postLater(door, batch("A", "B", "C"));
      silent.awaitSent(3);
      assertThat(silent.completeNext()).isTrue();
      assertThat(silent.completeNext()).isTrue();
      assertThat(silent.errorNext(new NotEnoughReplicasException("1 of 2"))).isTrue();

      assertToComeLater(answer.join());
    }
  }

  @ParameterizedTest
  @EnumSource
  void alertsAreToComeLaterWhileTheProducerThrows(Door door) throws Exception {
    Broker broker = new Broker(true);
    try (IngestServer server = IngestServer.before(broker)) {
      broker.sendException = new TimeoutException("the brokers are away");
      assertToComeLater(server.post(door, batch("A")));

      broker.sendException = null;
      server.assertUnharmed();
    }
  }

  @Test
  void theRestOfABatchIsNotTriedWhenTheLogIsAway() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    var away =
        new MockProducer<String, Alert>(true, null, new StringSerializer(), (_, _) -> new byte[0]) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<String, Alert> message, Callback callback) {
            tried.incrementAndGet();
            return CompletableFuture.failedFuture(new TimeoutException("no metadata after 5 s"));
          }
        };
    try (IngestServer server = IngestServer.before(away)) {
      assertToComeLater(server.post(Door.ALERTMANAGER, batch("A", "B", "C")));
      assertThat(tried).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAlertThatTheLogNeverTakesIsNotToComeAgain(Door door) throws Exception {
    try (IngestServer server = IngestServer.before(silent)) {
      var answer = server.postLater(door, batch("A"));
      silent.awaitSent(1);
      assertThat(silent.errorNext(new RecordTooLargeException("larger than 100"))).isTrue();

      assertThat(answer.join().statusCode()).isEqualTo(413);
      assertThat(answer.join().headers().firstValue("Retry-After")).isEmpty();
    }
  }

  @Test
  void moreRequestsThanMayWaitAtOnceAreToComeLater() throws Exception {
    Limits two = new Limits(1_000, 10_000, 2, Duration.ofSeconds(60));
    try (IngestServer server = IngestServer.before(silent, two)) {
      var first = server.postLater(Door.NATIVE, batch("A"));
      var second = server.postLater(Door.ALERTMANAGER, batch("B"));
      silent.awaitSent(2);
      assertToComeLater(server.post(Door.NATIVE, batch("C")));

      assertThat(silent.completeNext()).isTrue();
      assertThat(silent.completeNext()).isTrue();
      assertThat(first.join().statusCode()).isEqualTo(202);
      assertThat(second.join().statusCode()).isEqualTo(200);
      var fourth = server.postLater(Door.NATIVE, batch("D"));
      silent.awaitSent(1);
      assertThat(silent.completeNext()).isTrue();
      assertThat(fourth.join().statusCode()).isEqualTo(202);
      assertThat(silent.names()).doesNotContain("C");
    }
  }

  @Test
  void aRecordIsKeyedByTenantAndFingerprintAndDatedByItsAcceptance() throws Exception {
    Broker broker = new Broker(true);
    try (IngestServer server = IngestServer.before(broker)) {
      server.post(Door.NATIVE, batch("A"));

      var sent = broker.history().getFirst();
      assertThat(sent.topic()).isEqualTo("firebell.alerts");
      assertThat(sent.key()).isEqualTo("default/" + sent.value().fingerprint());
      assertThat(sent.timestamp()).isEqualTo(IngestServer.NOW.toEpochMilli());
    }
  }
}
