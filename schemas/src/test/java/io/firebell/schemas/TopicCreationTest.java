package io.firebell.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/// Against Kafka's own stand-in for a cluster.
class TopicCreationTest {

  private static final Topics TOPICS = Topics.defaults();

  @Test
  void missingTopicsAreCreatedWithTheirPartitionsAndSettings() throws Exception {
    try (Cluster cluster = new Cluster(0)) {
      TOPICS.create(cluster);

      for (Topic topic : TOPICS.all()) {
        assertThat(cluster.partitions(topic.name())).isEqualTo(topic.partitions());
        assertThat(cluster.settings(topic.name())).containsAllEntriesOf(topic.configs());
      }
    }
  }

  @Test
  void settingsAreThoseOfKafka() {
    assertThat(TOPICS.alerts().configs())
        .isEqualTo(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "2592000000",
                "max.message.bytes", "1048588"));
    assertThat(TOPICS.policies().configs())
        .isEqualTo(Map.of("cleanup.policy", "compact", "max.message.bytes", "4194304"));
  }

  @Test
  void existingTopicsStayAsTheyAre() throws Exception {
    try (Cluster cluster = new Cluster(0)) {
      cluster.add("firebell.alerts", 4, Map.of("cleanup.policy", "delete", "retention.ms", "1"));
      cluster.add("firebell.incidents", 4, Map.of("cleanup.policy", "delete,compact"));

      TOPICS.create(cluster);
      TOPICS.create(cluster);

      assertThat(cluster.settings("firebell.alerts")).containsEntry("retention.ms", "1");
      assertThat(cluster.listTopics().names().get()).hasSameSizeAs(TOPICS.all());
    }
  }

  @Test
  void topicsAreTakenWithThePartitionsThatTheyHave() {
    try (Cluster cluster = new Cluster(0)) {
      assertThat(Topics.in(cluster, "firebell.", 3)).isEqualTo(new Topics("firebell.", 3));
      new Topics("firebell.", 2).create(cluster);
      assertThat(Topics.in(cluster, "firebell.", 3)).isEqualTo(new Topics("firebell.", 2));
      assertThat(Topics.in(cluster, "other.", 3)).isEqualTo(new Topics("other.", 3));
    }
  }

  @Test
  void existingTopicsThatDifferAreNamedAndTheRestIsCreated() throws Exception {
    try (Cluster cluster = new Cluster(0)) {
      cluster.add("firebell.facts", 8, Map.of("cleanup.policy", "delete"));
      cluster.add("firebell.policies", 1, Map.of("cleanup.policy", "delete"));

      assertThatExceptionOfType(TopicMismatchException.class)
          .isThrownBy(() -> TOPICS.create(cluster))
          .withMessage(
              "topic firebell.policies should have cleanup.policy=compact: has delete;"
                  + " topic firebell.facts should have 4 partitions: has 8");
      assertThat(cluster.listTopics().names().get()).hasSameSizeAs(TOPICS.all());
    }
  }

  @Test
  void topicsThatAnotherProcessCreatesMeanwhileAreTaken() throws Exception {
    try (Cluster cluster = new Cluster(1)) {
      cluster.createTopics(List.of(TOPICS.alerts().toCreate())).all().get();

      TOPICS.create(cluster);

      assertThat(cluster.listTopics().names().get()).hasSameSizeAs(TOPICS.all());
    }
  }

  @Test
  void creationWaitsUntilTheClusterShowsTheTopics() {
    try (Cluster cluster = new Cluster(5)) {
      TOPICS.create(cluster);

      assertThat(cluster.hiddenListings).isZero();
    }
  }

  @Test
  void whatTheClusterRefusesIsThrown() {
    try (Cluster cluster = new Cluster(0)) {
      cluster.timeoutNextRequest(1);

      assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> TOPICS.create(cluster));
    }
  }

  /// A cluster that hides its topics from the first so many listings, as one does whose broker has
  /// not yet heard of them.
  private static final class Cluster extends MockAdminClient {

    private static final Node BROKER = new Node(0, "localhost", 9092);

    private int hiddenListings;

    Cluster(int hiddenListings) {
      super(List.of(BROKER), BROKER);
      this.hiddenListings = hiddenListings;
    }

    void add(String topic, int partitions, Map<String, String> settings) throws Exception {
      createTopics(
              Set.of(
                  new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
          .all()
          .get();
    }

    int partitions(String topic) throws InterruptedException, ExecutionException {
      Map<String, TopicDescription> descriptions =
          describeTopics(List.of(topic)).allTopicNames().get();
      return descriptions.values().iterator().next().partitions().size();
    }

    Map<String, String> settings(String topic) throws InterruptedException, ExecutionException {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      return describeConfigs(List.of(resource))
          .values()
          .values()
          .iterator()
          .next()
          .get()
          .entries()
          .stream()
          .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }

    @Override
    public synchronized ListTopicsResult listTopics(ListTopicsOptions options) {
      if (hiddenListings == 0) {
        return super.listTopics(options);
      }
      hiddenListings--;
      return new MockAdminClient(List.of(BROKER), BROKER).listTopics(options);
    }
  }
}
