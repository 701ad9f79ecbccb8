package io.firebell.schemas;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.IncidentId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Puts commands on the `commands` topic, each under the key of its incident's group. Thread-safe.
public final class CommandLog implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String topic;
  private final Producer<String, Command> producer;
  private final InstantSource clock;

  /// @param clients how to reach the brokers, as for any Kafka client
  public CommandLog(
      Map<String, Object> clients,
      String topic,
      Serializer<Command> serializer,
      InstantSource clock) {
    this(new KafkaProducer<>(config(clients), new StringSerializer(), serializer), topic, clock);
  }

  /// @param producer closed with this; should acknowledge only what all replicas have
  public CommandLog(Producer<String, Command> producer, String topic, InstantSource clock) {
    this.producer = producer;
    this.topic = topic;
    this.clock = clock;
  }

  private static Map<String, Object> config(Map<String, Object> clients) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return config;
  }

  /// Returns when the command is on the log.
  ///
  /// @throws KafkaException if it could not be put there in time; it may be there all the same
  public void append(Command command) throws InterruptedException {
    String group = IncidentId.parse(command.incidentId()).group().hash();
    try {
      producer
          .send(new ProducerRecord<>(topic, null, clock.millis(), group, command))
          .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the command could not be put on the log", e);
    }
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
