package io.firebell.streams.silence;

import io.firebell.core.mute.Silence;
import io.firebell.schemas.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Puts silences on the log: each into every partition of the topic, and all that belongs together
/// in one transaction, so that no part of the topology ever lacks what another has. Thread-safe.
public final class SilenceLog implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> config;
  private final String topic;
  private final int partitions;
  private final Serializer<Silence> serializer;
  private final InstantSource clock;
  private @Nullable Producer<String, Silence> producer;

  /// @param clients how to reach the brokers, as for any Kafka client
  /// @param transactionalId a name that no other process uses at the same time
  /// @param partitions how many the topic has
  public SilenceLog(
      Map<String, Object> clients,
      String transactionalId,
      String topic,
      int partitions,
      Serializer<Silence> serializer,
      InstantSource clock) {
    this.config = config(clients, transactionalId);
    this.topic = topic;
    this.partitions = partitions;
    this.serializer = serializer;
    this.clock = clock;
  }

  private static Map<String, Object> config(Map<String, Object> clients, String transactionalId) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, Transactions.RETRY_BACKOFF.toMillis());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return config;
  }

  /// Returns when they are on the log.
  ///
  /// @param changed those that are new or have changed
  /// @throws KafkaException if they could not be put there in time; they may be there all the same
  public synchronized void append(List<Silence> changed) {
    try {
      Producer<String, Silence> open = open();
      open.beginTransaction();
      // What cannot be sent fails the commit.
      for (int partition = 0; partition < partitions; partition++) {
        for (Silence one : changed) {
          String key = one.tenant() + "/" + one.id();
          var _ = open.send(new ProducerRecord<>(topic, partition, clock.millis(), key, one));
        }
      }
      open.commitTransaction();
    } catch (KafkaException e) {
      // Whatever state it is in: the next one begins by ending what this one has left open.
      close();
      throw e;
    }
  }

  /// Most processes never silence anything, and should not wait for it when they start.
  private Producer<String, Silence> open() {
    Producer<String, Silence> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(config, new StringSerializer(), serializer);
      producer = open;
      open.initTransactions();
    }
    return open;
  }

  @Override
  public synchronized void close() {
    Producer<String, Silence> open = producer;
    producer = null;
    if (open != null) {
      open.close(PATIENCE);
    }
  }
}
