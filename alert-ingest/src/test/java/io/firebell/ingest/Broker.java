package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/// Kafka's own stand-in for a producer, with the serializer that is used in production.
final class Broker extends MockProducer<String, Alert> {

  private final Semaphore sent = new Semaphore(0);

  /// @param acknowledges whether it does so at once, rather than when it is told to
  Broker(boolean acknowledges) {
    super(
        acknowledges,
        null,
        new StringSerializer(),
        ValueSerdes.connect(Map.of("schema.registry.url", "mock://ingest"))
            .serializer(Codecs.ALERT));
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<String, Alert> message, Callback callback) {
    Future<RecordMetadata> future = super.send(message, callback);
    sent.release();
    return future;
  }

  /// Waits until so many more alerts have been sent.
  void awaitSent(int alerts) throws InterruptedException {
    assertThat(sent.tryAcquire(alerts, 10, TimeUnit.SECONDS)).as("%d alerts sent", alerts).isTrue();
  }

  /// The label `alertname` of each alert that was sent, in order.
  List<String> names() {
    return history().stream().map(sent -> sent.value().labels().get("alertname")).toList();
  }
}
