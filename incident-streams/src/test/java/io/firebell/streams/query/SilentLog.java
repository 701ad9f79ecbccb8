package io.firebell.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Kafka's own stand-in for a producer, which acknowledges nothing by itself.
final class SilentLog extends MockProducer<String, Command> {

  private final CountDownLatch sent = new CountDownLatch(1);

  SilentLog(Serializer<Command> serializer) {
    super(false, null, new StringSerializer(), serializer);
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<String, Command> message, Callback callback) {
    Future<RecordMetadata> future = super.send(message, callback);
    sent.countDown();
    return future;
  }

  void awaitSent() throws InterruptedException {
    assertThat(sent.await(10, TimeUnit.SECONDS)).as("a command was sent").isTrue();
  }
}
