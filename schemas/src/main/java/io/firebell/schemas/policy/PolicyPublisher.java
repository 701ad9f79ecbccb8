package io.firebell.schemas.policy;

import io.firebell.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes policies, each with the version after the highest that there was.
///
/// When several processes publish for one tenant at the same moment, the last on the log wins, and
/// whoever finds that its version was taken meanwhile publishes again with the next. The methods
/// may be called by any thread.
public final class PolicyPublisher implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Serializer<PolicyDocument> serializer;
  private final PolicyFeed feed;
  private final InstantSource clock;

  PolicyPublisher(
      Producer<String, byte[]> producer,
      String topic,
      Serializer<PolicyDocument> serializer,
      PolicyFeed feed,
      InstantSource clock) {
    this.producer = producer;
    this.topic = topic;
    this.serializer = serializer;
    this.feed = feed;
    this.clock = clock;
  }

  /// @param kafka the client's configuration: servers and security; what writing needs is added
  /// @param feed of the same topic, which is not closed with the publisher
  public static PolicyPublisher start(
      Map<String, ?> kafka,
      String topic,
      Serializer<PolicyDocument> serializer,
      PolicyFeed feed,
      InstantSource clock) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.dividedBy(2).toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new PolicyPublisher(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()),
        topic,
        serializer,
        feed,
        clock);
  }

  /// Puts a policy in force, and returns when it is on the log and the feed has it. A text that is
  /// no policy, or is in force already, is not written.
  ///
  /// @param by who publishes it, for people
  /// @throws IllegalArgumentException if the tenant is empty
  /// @throws KafkaException if it cannot be written or does not come into force within a minute, in
  ///   which case it may still do so later
  public synchronized Publication publish(String tenant, String yaml, String by) {
    if (PolicyReader.read(yaml, DefaultPolicy.VERSION)
        instanceof PolicyReading.Refused(var errors)) {
      return new Publication.Refused(errors);
    }
    Optional<PolicyDocument> current = feed.document(tenant);
    if (current.filter(document -> document.yaml().equals(yaml)).isPresent()) {
      return new Publication.Unchanged(current.get());
    }
    long version = feed.highestVersion(tenant);
    while (true) {
      PolicyDocument document = new PolicyDocument(tenant, version + 1, yaml, clock.instant(), by);
      RecordMetadata written = write(document);
      feed.await(written.partition(), written.offset(), PATIENCE);
      Optional<Long> replaced =
          feed.inForce(tenant)
              .filter(now -> now.document().equals(document))
              .map(CurrentPolicies.InForce::replacedVersion);
      if (replaced.isEmpty() || replaced.get() < document.version()) {
        return new Publication.Published(document);
      }
      version = replaced.get();
    }
  }

  private RecordMetadata write(PolicyDocument document) {
    byte[] value = serializer.serialize(topic, document);
    try {
      return producer.send(new ProducerRecord<>(topic, document.tenant(), value)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
