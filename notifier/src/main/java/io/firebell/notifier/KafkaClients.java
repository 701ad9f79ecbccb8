package io.firebell.notifier;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.TopicNames;
import io.firebell.schemas.Topics;
import io.firebell.schemas.Transactions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The consumer and the producer of each type of channel.
///
/// Each type is a group of its own, so that an outage of one leaves the others' offsets alone. The
/// instance's name is in the transactional id and is the static member's: who comes back after a
/// crash undoes at once what had been begun, and gets its partitions at once.
///
/// @param settings of every client: where the brokers are, and how to be let in
/// @param instance names this process among the notifiers of the cluster, and is the same after a
///   restart
record KafkaClients(Map<String, Object> settings, TopicNames topics, String instance) {

  private static final int SESSION_TIMEOUT_MS = 10_000;
  private static final int MAX_POLL_RECORDS = 256;
  private static final int MAX_BLOCK_MS = 10_000;
  private static final int REQUEST_TIMEOUT_MS = 10_000;
  private static final int DELIVERY_TIMEOUT_MS = 20_000;
  private static final int TRANSACTION_TIMEOUT_MS = 30_000;

  KafkaClients {
    settings = Map.copyOf(settings);
  }

  Consumer<byte[], byte[]> consumer(ChannelType type) {
    Map<String, Object> config = new HashMap<>(settings);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, group(type) + "." + instance);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group(type));
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> producer(ChannelType type) {
    Map<String, Object> config = new HashMap<>(settings);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, group(type) + "." + instance);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group(type) + "." + instance);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD);
    config.put(ProducerConfig.LINGER_MS_CONFIG, Transactions.LINGER.toMillis());
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, Transactions.RETRY_BACKOFF.toMillis());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// `firebell.notifier.slack`.
  private String group(ChannelType type) {
    return topics.prefix() + "notifier." + type.wireName();
  }
}
