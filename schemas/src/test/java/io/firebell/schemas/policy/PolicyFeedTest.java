package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PolicyFeedTest {

  private static final String MINUTE = policy("1m");
  private static final String HOUR = policy("1h");

  private final PolicyTopic topic = new PolicyTopic();

  @Test
  void aTenantWithoutAPolicyHasTheDefaultOne() {
    try (PolicyFeed feed = topic.start()) {
      assertThat(feed.current("acme")).isSameAs(DefaultPolicy.policy());
      assertThat(feed.document("acme")).isEmpty();
      assertThat(feed.ready()).isTrue();
    }
  }

  @Test
  void whatWasPublishedBeforeTheStartIsInForceWhenStartReturns() {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    topic.add("other", PolicyTopic.published("other", 7, HOUR));
    topic.add("acme", PolicyTopic.published("acme", 2, MINUTE));
    try (PolicyFeed feed = topic.start()) {
      assertThat(feed.current("acme").version()).isEqualTo(2);
      assertThat(feed.current("acme").resolveTimeout()).isEqualTo(Duration.ofMinutes(1));
      assertThat(feed.document("acme")).contains(PolicyTopic.document("acme", 2, MINUTE));
      assertThat(feed.current("other").version()).isEqualTo(7);
    }
  }

  @Test
  void theTenantsAreThoseWithAPolicyAndTheDefaultOne() {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    try (PolicyFeed feed = topic.start()) {
      assertThat(feed.tenants()).containsExactlyInAnyOrder("default", "acme");
      topic.add(feed, "other", PolicyTopic.published("other", 1, HOUR));
      topic.add(feed, "acme", null);
      assertThat(feed.tenants()).containsExactlyInAnyOrder("default", "other");
      topic.add(feed, "unreadable", new byte[] {0, 1, 2});
      assertThat(feed.tenants()).containsExactlyInAnyOrder("default", "other");
    }
  }

  @Test
  void whatIsPublishedLaterComesIntoForceAndListenersHear() {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (PolicyFeed feed = topic.start()) {
      feed.onChange((tenant, policy) -> heard.add(tenant + " " + policy.version()));
      topic.add(feed, "acme", PolicyTopic.published("acme", 1, HOUR));
      assertThat(feed.current("acme").version()).isEqualTo(1);
      topic.add(feed, "acme", PolicyTopic.published("acme", 2, MINUTE));
      assertThat(feed.current("acme").version()).isEqualTo(2);
    }
    assertThat(heard).containsExactly("acme 1", "acme 2");
  }

  @Test
  void aTenantWhosePolicyIsRemovedHasTheDefaultOneAgain() {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    try (PolicyFeed feed = topic.start()) {
      List<Policy> heard = new CopyOnWriteArrayList<>();
      feed.onChange((_, policy) -> heard.add(policy));
      topic.add(feed, "acme", null);
      assertThat(feed.current("acme")).isSameAs(DefaultPolicy.policy());
      assertThat(heard).containsExactly(DefaultPolicy.policy());
    }
  }

  @Test
  void whatCannotBeReadIsCountedAndTheOldPolicyStaysInForce() {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    try (PolicyFeed feed = topic.start()) {
      List<String> heard = new CopyOnWriteArrayList<>();
      feed.onChange((tenant, _) -> heard.add(tenant));
      topic.add(feed, "acme", new byte[] {0, 1, 2});
      topic.add(
          feed, "acme", PolicyTopic.published("acme", 2, MINUTE + "aKeyOfALaterVersion: 1\n"));
      topic.add(feed, "acme", PolicyTopic.published("other", 2, MINUTE));
      topic.add(feed, null, PolicyTopic.published("acme", 2, MINUTE));
      assertThat(feed.unreadable()).isEqualTo(4);
      assertThat(feed.current("acme").version()).isEqualTo(1);
      assertThat(feed.document("other")).isEmpty();
      assertThat(feed.ready()).isTrue();
      assertThat(heard).isEmpty();

      topic.add(feed, "acme", PolicyTopic.published("acme", 3, MINUTE));
      assertThat(feed.current("acme").version()).isEqualTo(3);
    }
  }

  @Test
  void aRecordThatCannotBeReadForTheMomentIsTriedAgain() {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    topic.add("acme", PolicyTopic.published("acme", 2, MINUTE));
    AtomicInteger attempts = new AtomicInteger();
    TextSerde registryThatWasAway =
        new TextSerde() {
          @Override
          public PolicyDocument deserialize(String topic, byte[] data) {
            if (attempts.incrementAndGet() == 2) {
              PolicyFeedTest.this.topic.deliver(1, "acme", data);
              throw new IllegalStateException("the registry does not let us in");
            }
            return super.deserialize(topic, data);
          }
        };
    try (PolicyFeed feed = topic.start(registryThatWasAway)) {
      assertThat(feed.current("acme").version()).isEqualTo(2);
      assertThat(feed.unreadable()).isZero();
      assertThat(attempts).hasValue(3);
    }
  }

  @Test
  void aClusterThatIsAwayLeavesThePoliciesInForceUntilItIsBack() throws InterruptedException {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    try (PolicyFeed feed = topic.start()) {
      CountDownLatch failed = new CountDownLatch(1);
      topic
          .consumer()
          .schedulePollTask(() -> {
            failed.countDown();
            throw new KafkaException("the cluster is away");
          });
      assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(feed.current("acme").version()).isEqualTo(1);
      topic.add(feed, "acme", PolicyTopic.published("acme", 2, MINUTE));
      assertThat(feed.current("acme").version()).isEqualTo(2);
    }
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromHearing() {
    try (PolicyFeed feed = topic.start()) {
      List<Long> heard = new CopyOnWriteArrayList<>();
      feed.onChange((_, _) -> {
        throw new IllegalStateException("a listener with a fault");
      });
      feed.onChange((_, policy) -> heard.add(policy.version()));
      topic.add(feed, "acme", PolicyTopic.published("acme", 1, HOUR));
      topic.add(feed, "acme", PolicyTopic.published("acme", 2, HOUR));
      assertThat(heard).containsExactly(1L, 2L);
    }
  }

  @Test
  void aTopicThatIsNotThereIsToldAtTheDeadline() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updatePartitions(PolicyTopic.NAME, List.of());
    assertThatThrownBy(() ->
            PolicyFeed.start(consumer, PolicyTopic.NAME, new TextSerde(), Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("the policies in firebell.policies should be read within PT0.05S: are not");
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aClosedFeedStillKnowsWhatItRead() {
    topic.add("acme", PolicyTopic.published("acme", 1, HOUR));
    PolicyFeed feed = topic.start();
    feed.close();
    assertThat(feed.ready()).isFalse();
    assertThat(topic.consumer().closed()).isTrue();
    assertThat(feed.current("acme").version()).isEqualTo(1);
    feed.close();
  }

  @Test
  void waitingForWhatIsNotPublishedEnds() {
    try (PolicyFeed feed = topic.start()) {
      assertThatThrownBy(() -> feed.await(0, 0, Duration.ofMillis(20)))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("the policy is published and should be in force: is not yet");
    }
  }

  static String policy(String resolveTimeout) {
    return """
    version: 1
    resolveTimeout: %s
    routes: [{ plan: default }]
    plans:
      default: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
    """
        .formatted(resolveTimeout);
  }

  /// Servers and security are the caller's; a group would take policies away from other processes.
  @Test
  void theClientsConfigurationIsTheCallersButForWhatReadingNeeds() {
    assertThat(PolicyFeed.consumerConfig(Map.of("bootstrap.servers", "a:1", "group.id", "mine")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "a:1",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false,
                "allow.auto.create.topics", false));
  }
}
