package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.Outcome;
import io.firebell.schemas.policy.Rate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/// One session on Kafka's own mock clients: what is written when, and what is not.
class ChannelConsumerTest {

  private final OneChannel channel = new OneChannel();

  @Test
  void aResultIsWrittenWithTheOffsetThatItSettles() {
    channel.assign(0, "");
    channel.arrive("ops");
    channel.end("ops");

    channel.stepUntil(() -> channel.written().size() == 1);

    assertThat(channel.written()).containsExactly("ops");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(1, ""));
    assertThat(channel.producer.history().getFirst().key())
        .isEqualTo(
            channel
                .notification("ops".getBytes(StandardCharsets.UTF_8))
                .incident()
                .group()
                .key()
                .hash()
                .getBytes(StandardCharsets.UTF_8));
    assertThat(channel.session.isAssigned()).isTrue();
  }

  @Test
  void theFirstTransactionDoesNotWaitForSomethingToSend() {
    channel.assign(0, "2 3 AQ== ");
    channel.stepUntil(() -> !channel.producer.consumerGroupOffsetsHistory().isEmpty());
    channel.session.step();

    assertThat(channel.producer.consumerGroupOffsetsHistory()).hasSize(1);
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(0, "2 3 AQ== "));
    assertThat(channel.written()).isEmpty();
  }

  @Test
  void aSlowRecipientHoldsUpNobodysResult() {
    channel.assign(0, "");
    channel.arrive("slow", "a", "b");
    channel.end("a");
    channel.end("b");

    channel.stepUntil(() -> channel.written().size() == 2);

    assertThat(channel.written()).containsExactlyInAnyOrder("a", "b");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(0, "2 3 AQ== "));

    channel.end("slow");
    channel.stepUntil(() -> channel.written().size() == 3);
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(3, ""));
  }

  @Test
  void aRecordThatIsNoNotificationIsPutAsideAndTheRestGoesOn() {
    channel.assign(0, "");
    channel.arrive("garbage", "stray", "ops");
    channel.consumer.addRecord(
        new ConsumerRecord<>(OneChannel.PARTITION.topic(), 0, channel.next++, null, null));
    channel.end("ops");

    channel.stepUntil(() -> channel.written().size() == 4);

    assertThat(channel.written())
        .containsExactlyInAnyOrder(
            "this is no notification",
            "a notification here should be for slack: is for email",
            "a notification should have a value: has none",
            "ops");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(4, ""));
    assertThat(channel.count("firebell.notifications.unreadable")).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadForNowIsReadLater() {
    channel.schemasAreAway = true;
    channel.assign(0, "");
    channel.arrive("ops");
    channel.end("ops");
    channel.session.step();
    assertThat(channel.sent).isEmpty();
    channel.schemasAreAway = false;

    // The mock forgets what it has handed out.
    channel.next = 0;
    channel.arrive("ops");
    channel.stepUntil(() -> channel.written().size() == 1);

    assertThat(channel.written()).containsExactly("ops");
    assertThat(channel.count("firebell.notifications.unreadable")).isZero();
  }

  @Test
  void aTargetThatHangsHasItsShareAndHoldsUpNobodyElse() throws InterruptedException {
    channel.assign(0, "");
    for (int i = 0; i < 6; i++) {
      channel.arrive("default/hangs/" + i);
    }
    channel.arrive("default/quick/1", "acme/quick/2");
    channel.end("quick");

    channel.stepUntil(() -> channel.written().size() == 2);

    channel.awaitSent("hangs", "hangs", "quick", "quick");
    assertThat(channel.sent).isEmpty();
    assertThat(channel.meters.get("firebell.notifications.waiting").gauge().value()).isEqualTo(4);
    assertThat(channel.consumer.paused()).isEmpty();

    channel.end("hangs");
    channel.stepUntil(() -> channel.written().size() == 8);
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(8, ""));
  }

  @Test
  void pagesHaveRoomOfTheirOwn() throws InterruptedException {
    channel.assign(0, "");
    for (int i = 0; i < OneChannel.IN_FLIGHT; i++) {
      channel.arrive("default/hangs" + i + "/1");
    }
    channel.arrive("pager");
    channel.end("pager");

    channel.stepUntil(() -> channel.written().size() == 1);

    assertThat(channel.written()).containsExactly("pager");
  }

  @Test
  void whoIsServedAndCannotKeepUpIsReadNoFurther() {
    channel.assign(0, "");
    for (int i = 0; i < 12; i++) {
      channel.arrive("default/slow/" + i);
    }

    channel.stepUntil(() -> channel.consumer.paused().contains(OneChannel.PARTITION));
    assertThat(channel.count("firebell.notifications.handed.back")).isZero();

    channel.end("slow");
    channel.stepUntil(() -> channel.written().size() == 12);
    assertThat(channel.consumer.paused()).isEmpty();
  }

  @Test
  void whatComesOnTopForATargetThatDoesNotGetAnywhereIsHandedBackAndTheOthersGoOn() {
    channel.assign(0, "");
    for (int i = 0; i < 12; i++) {
      channel.arrive("default/hangs/" + i);
    }
    channel.stepUntil(() -> channel.consumer.paused().contains(OneChannel.PARTITION));
    channel.now = channel.now.plus(Backlog.PATIENCE);
    channel.stepUntil(() -> channel.consumer.paused().isEmpty());
    channel.arrive("default/hangs/12", "default/quick/13");
    channel.end("quick");

    channel.stepUntil(() -> channel.written().size() == 2);

    assertThat(channel.written()).containsExactlyInAnyOrder("hangs", "quick");
    assertThat(channel.count("firebell.notifications.handed.back")).isEqualTo(1);
  }

  @Test
  void whatIsBeyondTheRateIsToldInOneMessageAndReportedOneByOne() throws InterruptedException {
    channel.rate = Rate.parse("2/10s");
    channel.assign(0, "");
    channel.arrive("default/ops/1");
    channel.end("ops");
    channel.stepUntil(() -> channel.written().size() == 1);
    channel.awaitSent("ops");
    for (int i = 2; i < 7; i++) {
      channel.arrive("default/ops/" + i);
    }

    channel.stepUntil(() -> channel.written().size() == 6);

    channel.awaitSent("ops*5");
    assertThat(channel.sent).isEmpty();
    assertThat(channel.count("firebell.notifications.bundled")).isEqualTo(5);
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(6, ""));
  }

  @Test
  void whatCameOfItIsCounted() {
    channel.assign(0, "");
    channel.arrive("a", "b", "c");
    channel.end("a");
    channel.outcome("b").complete(new Outcome.Retry("busy", Duration.ZERO));
    channel.outcome("c").complete(new Outcome.Rejected("no"));

    channel.stepUntil(() -> channel.written().size() == 3);

    for (String outcome : List.of("delivered", "retry", "rejected")) {
      assertThat(
              channel
                  .meters
                  .get("firebell.deliveries")
                  .tags("type", "slack", "tenant", "default", "outcome", outcome)
                  .counter()
                  .count())
          .isEqualTo(1);
    }
    assertThat(channel.meters.get("firebell.delivery.attempts").counter().count()).isEqualTo(3);
    assertThat(channel.meters.timer("firebell.delivery.latency", "type", "slack").count())
        .isEqualTo(3);
    assertThat(channel.meters.timer("firebell.delivery.age", "type", "slack").count()).isEqualTo(1);
  }

  @Test
  void whatFailsUnexpectedlyIsReportedAndWhatIsBehindItGoesOn() {
    channel.outcome("broken").completeExceptionally(new IllegalStateException("a fault of ours"));
    channel.assign(0, "");
    channel.arrive("broken", "broken", "next");
    channel.end("next");

    channel.stepUntil(() -> channel.written().size() == 3);

    assertThat(channel.written()).containsExactlyInAnyOrder("broken", "broken", "next");
    assertThat(
            channel
                .meters
                .get("firebell.deliveries")
                .tags("type", "slack", "tenant", "default", "outcome", "rejected")
                .counter()
                .count())
        .isEqualTo(2);
  }
}
