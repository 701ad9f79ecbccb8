package io.firebell.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/// Brings a cluster's topics to what they should be, as far as that is safe.
final class TopicCreation {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Admin admin;
  private final List<Topic> wanted;

  TopicCreation(Admin admin, List<Topic> wanted) {
    this.admin = admin;
    this.wanted = List.copyOf(wanted);
  }

  /// How many partitions a topic has; empty when there is no such topic.
  static OptionalInt partitions(Admin admin, String topic) {
    if (!get(admin.listTopics().names()).contains(topic)) {
      return OptionalInt.empty();
    }
    var descriptions = admin.describeTopics(List.of(topic)).topicNameValues();
    return OptionalInt.of(get(of(topic, descriptions)).partitions().size());
  }

  void run() {
    createMissing();
    awaitAll();
    List<String> complaints = complaints();
    if (!complaints.isEmpty()) {
      throw new TopicMismatchException(complaints);
    }
  }

  /// Asks before it creates, so that it needs no right to create topics where there are all.
  private void createMissing() {
    Set<String> known = get(admin.listTopics().names());
    List<Topic> missing = wanted.stream().filter(topic -> !known.contains(topic.name())).toList();
    if (missing.isEmpty()) {
      return;
    }
    admin
        .createTopics(missing.stream().map(Topic::toCreate).toList())
        .values()
        .values()
        .forEach(TopicCreation::createdByAnyone);
  }

  private static void createdByAnyone(KafkaFuture<Void> created) {
    try {
      get(created);
    } catch (TopicExistsException raced) {
      // Another process was faster; what it made is looked at like any other topic.
    }
  }

  /// A broker learns of new topics a moment after the controller has made them, and consumers that
  /// start in between would miss them.
  private void awaitAll() {
    Set<String> names = wanted.stream().map(Topic::name).collect(Collectors.toSet());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!get(admin.listTopics().names()).containsAll(names)) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("the created topics did not appear within " + PATIENCE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private List<String> complaints() {
    var descriptions = admin.describeTopics(wanted.stream().map(Topic::name).toList());
    var configs = admin.describeConfigs(wanted.stream().map(TopicCreation::resource).toList());
    List<String> complaints = new ArrayList<>();
    for (Topic topic : wanted) {
      TopicDescription description = get(of(topic.name(), descriptions.topicNameValues()));
      int partitions = description.partitions().size();
      if (partitions != topic.partitions()) {
        complaints.add(
            "topic %s should have %d %s: has %d"
                .formatted(
                    topic.name(),
                    topic.partitions(),
                    topic.partitions() == 1 ? "partition" : "partitions",
                    partitions));
      }
      Config config = get(of(resource(topic), configs.values()));
      String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
      if (!policies(cleanup).equals(policies(topic.cleanup().policy()))) {
        complaints.add(
            "topic %s should have cleanup.policy=%s: has %s"
                .formatted(topic.name(), topic.cleanup().policy(), cleanup));
      }
    }
    return complaints;
  }

  private static <K, V> V of(K asked, Map<K, V> answers) {
    return Objects.requireNonNull(answers.get(asked), "Kafka answers all that it is asked");
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static Set<String> policies(String cleanup) {
    return new HashSet<>(List.of(cleanup.split(",")));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
    }
  }
}
