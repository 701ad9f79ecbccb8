package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.schemas.policy.Publication.Published;
import io.firebell.schemas.policy.Publication.Refused;
import io.firebell.schemas.policy.Publication.Unchanged;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyPublisherTest {

  private static final String MINUTE = PolicyFeedTest.policy("1m");
  private static final String HOUR = PolicyFeedTest.policy("1h");

  private final PolicyTopic topic = new PolicyTopic();
  private final PolicyFeed feed = topic.start();
  private final PolicyPublisher publisher = topic.publisher(feed);

  @AfterEach
  void close() {
    publisher.close();
    feed.close();
  }

  @Test
  void aPolicyIsInForceWhenItIsPublished() {
    PolicyDocument document = new PolicyDocument("acme", 1, HOUR, PolicyTopic.NOW, "alice");
    assertThat(publisher.publish("acme", HOUR, "alice")).isEqualTo(new Published(document));
    assertThat(feed.document("acme")).contains(document);
    assertThat(feed.current("acme").version()).isEqualTo(1);
  }

  @Test
  void eachTenantCountsItsOwnVersions() {
    publisher.publish("acme", HOUR, "alice");
    publisher.publish("acme", MINUTE, "alice");
    publisher.publish("other", HOUR, "bob");
    assertThat(feed.current("acme").version()).isEqualTo(2);
    assertThat(feed.current("other").version()).isEqualTo(1);
  }

  @Test
  void theTextInForceIsNotWrittenAgain() {
    PolicyDocument first = new PolicyDocument("acme", 1, HOUR, PolicyTopic.NOW, "alice");
    publisher.publish("acme", HOUR, "alice");
    assertThat(publisher.publish("acme", HOUR, "bob")).isEqualTo(new Unchanged(first));
    publisher.publish("acme", MINUTE, "alice");
    assertThat(publisher.publish("acme", HOUR, "bob"))
        .isEqualTo(new Published(new PolicyDocument("acme", 3, HOUR, PolicyTopic.NOW, "bob")));
  }

  @Test
  void aTextWithMistakesIsRefusedAsAWholeAndTheOldOneStaysInForce() {
    publisher.publish("acme", HOUR, "alice");
    String wrong = MINUTE + "usrs: {}\nrunbooks: {}\n";
    assertThat(publisher.publish("acme", wrong, "alice"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.errors())
                    .extracting(PolicyError::path)
                    .containsExactly("usrs", "runbooks"));
    assertThat(feed.document("acme").orElseThrow().yaml()).isEqualTo(HOUR);
    assertThat(feed.unreadable()).isZero();
  }

  @Test
  void theVersionOfAPolicyThatCannotBeReadHereIsNotUsedAgain() {
    topic.add(feed, "acme", PolicyTopic.published("acme", 5, MINUTE + "aKeyOfALaterVersion: 1\n"));
    assertThat(publisher.publish("acme", HOUR, "alice"))
        .isEqualTo(new Published(new PolicyDocument("acme", 6, HOUR, PolicyTopic.NOW, "alice")));
  }

  /// Another process found its version taken, and has not published again yet.
  @Test
  void theNextVersionFollowsTheHighestAndNotTheLast() {
    topic.add(feed, "acme", PolicyTopic.published("acme", 3, HOUR));
    topic.add(feed, "acme", PolicyTopic.published("acme", 2, MINUTE));
    assertThat(publisher.publish("acme", HOUR, "alice"))
        .isEqualTo(new Published(new PolicyDocument("acme", 4, HOUR, PolicyTopic.NOW, "alice")));
  }

  /// Another process has published between this one's look at the log and its own record.
  @Test
  void aVersionThatWasTakenMeanwhileIsPublishedAgainWithTheNext() {
    try (PolicyPublisher late =
        new PolicyPublisher(
            overtaken(PolicyTopic.published("acme", 1, MINUTE)),
            PolicyTopic.NAME,
            new TextSerde(),
            feed,
            () -> PolicyTopic.NOW)) {
      PolicyDocument second = new PolicyDocument("acme", 2, HOUR, PolicyTopic.NOW, "alice");
      assertThat(late.publish("acme", HOUR, "alice")).isEqualTo(new Published(second));
      assertThat(feed.document("acme")).contains(second);
    }
  }

  @Test
  void whatCannotBeWrittenIsToldAndTheOldPolicyStaysInForce() {
    publisher.publish("acme", HOUR, "alice");
    MockProducer<String, byte[]> away =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            return CompletableFuture.failedFuture(new TimeoutException("the cluster is away"));
          }
        };
    try (PolicyPublisher cut =
        new PolicyPublisher(away, PolicyTopic.NAME, new TextSerde(), feed, () -> PolicyTopic.NOW)) {
      assertThatThrownBy(() -> cut.publish("acme", MINUTE, "alice"))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("the cluster is away");
      assertThat(feed.current("acme").version()).isEqualTo(1);
    }
  }

  @Test
  void aTenantWithoutANameIsRefused() {
    assertThatThrownBy(() -> publisher.publish("", HOUR, "alice"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a policy should have a tenant: was \"\"");
  }

  /// A producer before whose first record another one's arrives.
  private MockProducer<String, byte[]> overtaken(byte[] other) {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
      private boolean first = true;

      @Override
      public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        if (first) {
          topic.add(record.key(), other);
          first = false;
        }
        long offset = topic.add(record.key(), record.value());
        return CompletableFuture.completedFuture(
            new RecordMetadata(PolicyTopic.PARTITION, offset, 0, 0, 0, 0));
      }
    };
  }
}
