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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlightsTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final Flights flights = new Flights(this::deliver, this::ended);

  private void ended(Sending sending, Delivery delivery) {
    outcomes.add(delivery.outcome());
    ended.add(sending.offset());
  }

  private List<Delivery> deliver(List<Notification> together) throws InterruptedException {
    String name = together.getFirst().recipient().name();
    begun.add(name);
    try {
      if (name.equals("slow")) {
        gate.await();
      }
      if (name.equals("broken")) {
        throw new IllegalStateException("the text of a page");
      }
      if (name.equals("overflowing")) {
        throw new StackOverflowError();
      }
      if (name.equals("silent")) {
        return List.of();
      }
    } catch (InterruptedException e) {
      interrupted.add(name);
      throw e;
    }
    return together.stream()
        .map(one ->
            new Delivery(
                one.id(),
                one.subject().id(),
                one.recipient(),
                new Outcome.Delivered(""),
                1,
                Duration.ZERO))
        .toList();
  }

  private static Sending sending(TopicPartition partition, long offset, String recipient) {
    return new Sending(
        partition,
        offset,
        new Window(Progress.at(0)),
        Samples.of(Recipient.channel(ChannelType.SLACK, recipient), Event.PAGED, ""),
        100,
        Samples.OPENED_AT);
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T taken = queue.poll(10, TimeUnit.SECONDS);
    assertThat(taken).isNotNull();
    return taken;
  }

  @Test
  void whatIsInOneMessageIsReportedOneByOne() throws InterruptedException {
    flights.start(List.of(sending(FIRST, 1, "ops"), sending(SECOND, 2, "ops")));

    assertThat(List.of(take(ended), take(ended))).containsExactly(1L, 2L);
    assertThat(begun).containsExactly("ops");
  }

  @Test
  void aSlowOneHoldsUpNobody() throws InterruptedException {
    flights.start(List.of(sending(FIRST, 1, "slow")));
    flights.start(List.of(sending(FIRST, 2, "ops")));

    assertThat(take(ended)).isEqualTo(2);
    assertThat(flights.isBusy(List.of(FIRST))).isTrue();
    assertThat(flights.isBusy(List.of(SECOND))).isFalse();
    gate.countDown();
    assertThat(take(ended)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "broken, internal error: IllegalStateException",
    "overflowing, internal error: StackOverflowError",
    "silent, internal error: IllegalStateException"
  })
  void whatFailsUnexpectedlyIsReportedAsRefused(String recipient, String reason)
      throws InterruptedException {
    flights.start(List.of(sending(FIRST, 1, recipient), sending(SECOND, 2, recipient)));

    assertThat(List.of(take(ended), take(ended))).containsExactly(1L, 2L);
    assertThat(outcomes)
        .containsExactly(new Outcome.Rejected(reason), new Outcome.Rejected(reason));
  }

  @Test
  void whatIsAbandonedIsInterruptedAndNotReported() throws InterruptedException {
    flights.start(List.of(sending(FIRST, 1, "slow")));
    take(begun);

    flights.abandon(List.of(FIRST));

    assertThat(take(interrupted)).isEqualTo("slow");
    assertThat(flights.isBusy(List.of(FIRST))).isFalse();
    assertThat(ended).isEmpty();
  }

  @Test
  void aMessageThatIsAlsoOfAnotherPartitionGoesOn() throws InterruptedException {
    flights.start(List.of(sending(FIRST, 1, "slow"), sending(SECOND, 2, "slow")));
    take(begun);

    flights.abandon(List.of(FIRST));
    gate.countDown();

    assertThat(List.of(take(ended), take(ended))).containsExactly(1L, 2L);
    assertThat(interrupted).isEmpty();
  }
}
