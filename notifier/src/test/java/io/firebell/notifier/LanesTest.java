package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.kit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> ended = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
  private final Lanes lanes = new Lanes(this::deliver, (sending, _) -> ended.add(sending.offset()));

  private Delivery deliver(Notification notification) throws InterruptedException {
    begun.add(notification.id());
    try {
      if (notification.recipient().name().equals("slow")) {
        gate.await();
      }
    } catch (InterruptedException e) {
      interrupted.add(notification.id());
      throw e;
    }
    return new Delivery(
        notification.id(),
        notification.incident().id(),
        notification.recipient(),
        new Outcome.Delivered(""),
        1,
        Duration.ZERO);
  }

  private void submit(TopicPartition partition, long offset, String recipient) {
    Notification notification =
        Samples.of(Recipient.channel(ChannelType.SLACK, recipient), Event.PAGED, "");
    lanes.submit(new Sending(partition, offset, new Window(Progress.at(0)), notification));
  }

  @Test
  void whatARecipientIsToldOfAnIncidentStaysInOrder() throws InterruptedException {
    for (long offset = 0; offset < 100; offset++) {
      submit(FIRST, offset, "ops");
    }

    for (long offset = 0; offset < 100; offset++) {
      assertThat(take(ended)).isEqualTo(offset);
    }
  }

  @Test
  void aSlowRecipientHoldsUpNobodyElse() throws InterruptedException {
    submit(FIRST, 0, "slow");
    submit(FIRST, 1, "slow");
    submit(FIRST, 2, "ops");

    assertThat(take(ended)).isEqualTo(2);
    gate.countDown();
    assertThat(List.of(take(ended), take(ended))).containsExactly(0L, 1L);
  }

  @Test
  void whatIsHeldBackIsNotBegunWhileWhatHasBegunEnds() throws InterruptedException {
    submit(FIRST, 0, "slow");
    submit(FIRST, 1, "slow");
    take(begun);

    lanes.holdBack(List.of(FIRST));
    gate.countDown();

    assertThat(take(ended)).isZero();
    awaitIdle(FIRST);
    assertThat(ended).isEmpty();
  }

  @Test
  void whatIsAbandonedIsInterruptedAndOtherPartitionsGoOn() throws InterruptedException {
    submit(FIRST, 0, "slow");
    submit(SECOND, 1, "slow");
    take(begun);
    take(begun);

    lanes.abandon(List.of(FIRST));

    assertThat(take(interrupted)).isNotEmpty();
    assertThat(lanes.isBusy(List.of(FIRST))).isFalse();
    gate.countDown();
    assertThat(take(ended)).isEqualTo(1);
  }

  @Test
  void aPartitionThatComesBackIsServedAgain() throws InterruptedException {
    submit(FIRST, 0, "slow");
    take(begun);
    lanes.abandon(List.of(FIRST));
    gate.countDown();

    submit(FIRST, 0, "slow");

    assertThat(take(ended)).isZero();
  }

  private void awaitIdle(TopicPartition partition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (lanes.isBusy(List.of(partition))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }
}
