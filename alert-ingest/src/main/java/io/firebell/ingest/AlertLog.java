package io.firebell.ingest;

import io.firebell.core.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Puts alerts on the log, and returns when the brokers have all of them. Thread-safe.
final class AlertLog implements AutoCloseable {

  /// After this long a client is better off with a 503 than with more waiting.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Producer<String, Alert> producer;
  private final String topic;

  AlertLog(Producer<String, Alert> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /// @param clients how to reach the brokers, as for any Kafka client
  static AlertLog open(Map<String, Object> clients, String topic, Serializer<Alert> serializer) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Requests that come together share a batch; one that comes alone hardly waits.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() - 1_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new AlertLog(new KafkaProducer<>(config, new StringSerializer(), serializer), topic);
  }

  /// Appends alerts in their order.
  ///
  /// @throws RecordTooLargeException if the brokers take none as large as one of these
  /// @throws KafkaException if some could not be put on the log in time; they may be there all the
  ///   same, which does no harm, since repeats of an alert are merged
  void append(List<Alert> alerts) throws InterruptedException {
    List<Future<?>> pending = new ArrayList<>(alerts.size());
    for (Alert alert : alerts) {
      String key = alert.tenant() + "/" + alert.fingerprint();
      long at = alert.receivedAt().toEpochMilli();
      Future<?> sent = producer.send(new ProducerRecord<>(topic, null, at, key, alert));
      if (sent.isDone()) {
        // Refused already, so others would each wait in vain for as long as this one did.
        await(sent);
      } else {
        pending.add(sent);
      }
    }
    for (Future<?> sent : pending) {
      await(sent);
    }
  }

  private static void await(Future<?> sent) throws InterruptedException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        throw tooLarge;
      }
      throw new KafkaException("the log does not take alerts at present", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
