package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.policy.Policy;
import io.firebell.schemas.Topic;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.policy.DefaultPolicy;
import io.firebell.schemas.policy.PolicyDocument;
import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.PolicyFeed;
import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.schemas.policy.Publication;
import io.firebell.standalone.kit.Cluster;
import io.firebell.standalone.kit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Policies on a real broker: whoever publishes and whoever follows are different processes there.
class PolicyTopicTest {

  private static final String TENANT = "default";

  @RegisterExtension private static final Cluster CLUSTER = new Cluster();

  private Topic topic;

  @BeforeEach
  void create() {
    topic = CLUSTER.topics(UUID.randomUUID() + ".").policies();
  }

  @Test
  void whatOnePublishesIsInForceForEverybody() {
    try (PolicyFeed here = feed();
        PolicyFeed there = feed();
        PolicyPublisher publisher = publisher(here)) {
      assertThat(there.current(TENANT)).isEqualTo(DefaultPolicy.policy());

      assertThat(publisher.publish(TENANT, policy("first"), "alice"))
          .isInstanceOf(Publication.Published.class);

      assertThat(here.current(TENANT).channel("first")).isPresent();
      awaitChannel(there, "first");
      assertThat(there.current(TENANT).version()).isEqualTo(1);
    }
  }

  @Test
  void theLastOneIsInForceAfterARestartAndItsTextIsNotPublishedAgain() {
    try (PolicyFeed feed = feed();
        PolicyPublisher publisher = publisher(feed)) {
      publisher.publish(TENANT, policy("first"), "alice");
      publisher.publish(TENANT, policy("second"), "alice");
    }
    try (PolicyFeed feed = feed();
        PolicyPublisher publisher = publisher(feed)) {
      assertThat(feed.current(TENANT).channel("second")).isPresent();
      assertThat(feed.current(TENANT).version()).isEqualTo(2);

      assertThat(publisher.publish(TENANT, policy("second"), "alice"))
          .isInstanceOf(Publication.Unchanged.class);
      assertThat(publisher.publish(TENANT, policy("third"), "alice"))
          .isInstanceOfSatisfying(
              Publication.Published.class,
              published -> assertThat(published.document().version()).isEqualTo(3));
    }
  }

  @Test
  void twoWhoPublishAtOnceGiveNoVersionToTwoPolicies() {
    try (PolicyFeed here = feed();
        PolicyFeed there = feed();
        PolicyPublisher alice = publisher(here);
        PolicyPublisher bob = publisher(there)) {
      List<Publication> published = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        published.add(alice.publish(TENANT, policy("alice-" + i), "alice"));
        published.add(bob.publish(TENANT, policy("bob-" + i), "bob"));
      }
      assertThat(published)
          .extracting(one -> ((Publication.Published) one).document().version())
          .isSorted()
          .doesNotHaveDuplicates();
      awaitChannel(here, "bob-4");
      awaitChannel(there, "bob-4");
    }
  }

  @Test
  void aRefusedOneLeavesTheOldInForceAndNothingOnTheTopic() {
    try (PolicyFeed feed = feed();
        PolicyPublisher publisher = publisher(feed);
        var written = CLUSTER.tail(topic, CLUSTER.serdes().deserializer(Codecs.POLICY))) {
      publisher.publish(TENANT, policy("first"), "alice");
      String broken = policy("second").replace("page: channel/second", "page: channel/nobody");

      assertThat(publisher.publish(TENANT, broken + "surprise: 1\n", "bob"))
          .isInstanceOfSatisfying(
              Publication.Refused.class,
              refused ->
                  assertThat(refused.errors())
                      .extracting(PolicyError::path)
                      .containsExactly("escalations.desk.steps[0].page", "surprise"));

      assertThat(feed.current(TENANT).channel("first")).isPresent();
      assertThat(written.all()).hasSize(1);
    }
  }

  @Test
  void whatCannotBeReadOnTheTopicLeavesTheOldInForce() {
    try (PolicyFeed feed = feed();
        PolicyPublisher publisher = publisher(feed)) {
      publisher.publish(TENANT, policy("first"), "alice");
      Policy before = feed.current(TENANT);

      CLUSTER.send(topic, TENANT, "no Avro".getBytes(StandardCharsets.UTF_8));
      CLUSTER.send(topic, TENANT, new byte[] {0, 0x7f, 0, 0, 1, 2});
      CLUSTER.send(
          topic,
          TENANT,
          CLUSTER
              .serdes()
              .serializer(Codecs.POLICY)
              .serialize(
                  topic.name(), new PolicyDocument(TENANT, 9, "no policy", Instant.EPOCH, "bob")));
      Eventually.that("three records are passed over", () -> feed.unreadable() == 3);

      assertThat(feed.current(TENANT)).isSameAs(before);
      assertThat(feed.ready()).isTrue();
      publisher.publish(TENANT, policy("second"), "alice");
      assertThat(feed.current(TENANT).channel("second")).isPresent();
    }
  }

  private PolicyFeed feed() {
    return PolicyFeed.start(
        CLUSTER.clients(),
        topic.name(),
        CLUSTER.serdes().deserializer(Codecs.POLICY),
        Eventually.PATIENCE);
  }

  private PolicyPublisher publisher(PolicyFeed feed) {
    return PolicyPublisher.start(
        CLUSTER.clients(),
        topic.name(),
        CLUSTER.serdes().serializer(Codecs.POLICY),
        feed,
        InstantSource.system());
  }

  private static void awaitChannel(PolicyFeed feed, String channel) {
    Eventually.that(
        "the policy with the channel " + channel + " is in force",
        () -> feed.current(TENANT).channel(channel).isPresent());
  }

  private static String policy(String channel) {
    return """
    version: 1
    routes: [{ plan: all }]
    plans:
      all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
    escalations: { desk: { steps: [{ page: channel/CHANNEL, wait: 1h }] } }
    channels: { CHANNEL: { terminal: {} } }
    """
        .replace("CHANNEL", channel);
  }
}
