package io.firebell.schemas.policy;

import io.firebell.core.policy.Policies;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The current policy of every tenant, as the `policies` topic has it.
///
/// It reads the topic from its beginning and follows it with a thread of its own, in no consumer
/// group, so that every process has every policy. A document that cannot be read, since it is
/// damaged or was written by a newer version, is counted, and the policy before it stays in force.
/// The methods may be called by any thread.
public final class PolicyFeed implements Policies, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PolicyFeed.class);

  private final CurrentPolicies policies = new CurrentPolicies();
  private final AtomicLong unreadable = new AtomicLong();
  private final List<PolicyListener> listeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final TopicFollower follower;
  private final Thread thread;

  private PolicyFeed(
      Consumer<String, byte[]> consumer, String topic, Deserializer<PolicyDocument> deserializer) {
    this.follower =
        new TopicFollower(consumer, topic, deserializer, this::put, () -> caughtUp.complete(null));
    this.thread = Thread.ofPlatform().daemon().name("firebell-policies").unstarted(follower);
  }

  /// A feed that has read everything that was in the topic when it started.
  ///
  /// @param kafka the client's configuration: servers and security; what reading needs is added
  /// @param topic which has to exist
  /// @param deserializer throws a [org.apache.kafka.common.errors.SerializationException] when a
  ///   record will never be readable; after any other exception the same record is tried again
  ///   until it can be read, since to pass it over would leave an older policy in force
  /// @param deadline how long reading may take
  /// @throws TimeoutException if it takes longer, as when there is no topic
  public static PolicyFeed start(
      Map<String, ?> kafka,
      String topic,
      Deserializer<PolicyDocument> deserializer,
      Duration deadline) {
    return start(
        new KafkaConsumer<>(
            consumerConfig(kafka), new StringDeserializer(), new ByteArrayDeserializer()),
        topic,
        deserializer,
        deadline);
  }

  static Map<String, Object> consumerConfig(Map<String, ?> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  static PolicyFeed start(
      Consumer<String, byte[]> consumer,
      String topic,
      Deserializer<PolicyDocument> deserializer,
      Duration deadline) {
    PolicyFeed feed = new PolicyFeed(consumer, topic, deserializer);
    feed.thread.start();
    try {
      feed.caughtUp.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return feed;
    } catch (java.util.concurrent.TimeoutException e) {
      feed.close();
      throw new TimeoutException(
          "the policies in %s should be read within %s: are not".formatted(topic, deadline), e);
    } catch (InterruptedException e) {
      feed.close();
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new AssertionError("nothing completes this exceptionally", e);
    }
  }

  /// The policy in force for a tenant: the default one, of version 0, for a tenant without its own.
  public Policy current(String tenant) {
    return policies.policy(tenant);
  }

  @Override
  public Policy apply(String tenant) {
    return current(tenant);
  }

  /// Those that have a policy of their own, and the default tenant.
  @Override
  public Set<String> tenants() {
    return policies.tenants();
  }

  /// The document that [#current] was read from; empty when the default policy is in force.
  public Optional<PolicyDocument> document(String tenant) {
    return policies.of(tenant).map(CurrentPolicies.InForce::document);
  }

  /// Whether the topic is being followed. It is not for as long as the cluster cannot be read; the
  /// policies read last stay in force then.
  public boolean ready() {
    return follower.following();
  }

  /// How many records could not be read since the start.
  public long unreadable() {
    return unreadable.get();
  }

  /// Tells a listener of every change from now on. It should return soon: until it does, no further
  /// policy comes into force.
  public void onChange(PolicyListener listener) {
    listeners.add(listener);
  }

  /// The highest version that was published for a tenant, whether or not it could be read; that of
  /// the default policy when there was none.
  long highestVersion(String tenant) {
    return policies.highestVersion(tenant);
  }

  Optional<CurrentPolicies.InForce> inForce(String tenant) {
    return policies.of(tenant);
  }

  /// Waits until a record, and everything before it, is in force.
  ///
  /// @throws TimeoutException if it takes longer than the deadline
  void await(int partition, long offset, Duration deadline) {
    if (!follower.await(partition, offset, deadline)) {
      throw new TimeoutException("the policy is published and should be in force: is not yet");
    }
  }

  private void put(String tenant, TopicFollower.Entry entry) {
    boolean readable =
        switch (entry) {
          case TopicFollower.Entry.Removed() -> policies.put(tenant, null);
          case TopicFollower.Entry.Published(PolicyDocument document) ->
              policies.put(tenant, document);
          case TopicFollower.Entry.Damaged() -> false;
        };
    if (readable) {
      listeners.forEach(listener -> tell(listener, tenant));
    } else {
      unreadable.incrementAndGet();
    }
  }

  /// A listener that fails keeps no other from hearing, and no policy from coming into force.
  private void tell(PolicyListener listener, String tenant) {
    try {
      listener.policyChanged(tenant, current(tenant));
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("tenant", tenant)
          .addKeyValue("listener", listener.getClass().getName())
          .log("listener to policies failed");
    }
  }

  /// Stops following the topic; the policies read last can still be asked for.
  @Override
  public void close() {
    follower.close();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
