package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

/// What a session leaves behind when it ends or fails, and what the next one makes of that.
class ChannelConsumerRestartTest {

  private final OneChannel channel = new OneChannel();

  @Test
  void whatHasBegunIsWrittenBeforeItEnds() throws InterruptedException {
    channel.assign(7, "");
    channel.arrive("slow");
    channel.stepUntil(() -> channel.progress().offset() == 7);

    channel.awaitSent("slow");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(7, "2 1 AQ== "));
    assertThat(channel.written()).isEmpty();
  }

  @Test
  void nothingIsSentThatCouldNotBeWrittenBefore() throws InterruptedException {
    channel.assign(0, "");
    channel.producer.commitTransactionException = new KafkaException("not now");
    channel.arrive("ops");
    channel.stepUntil(channel.producer::transactionAborted);
    assertThat(channel.sent).isEmpty();
    assertThat(channel.session.isAssigned()).isTrue();

    channel.producer.commitTransactionException = null;
    channel.end("ops");
    channel.stepUntil(() -> channel.written().size() == 1);
    channel.awaitSent("ops");
    assertThat(channel.sent).isEmpty();
  }

  @Test
  void afterACrashOnlyWhatWasOpenIsSentAgainAndCounted() throws InterruptedException {
    channel.assign(10, "2 4 BQ== ");
    channel.arrive("open", "settled", "open too", "settled too", "fresh");
    List.of("open", "open too", "fresh").forEach(channel::end);

    channel.stepUntil(() -> channel.written().size() == 3);

    channel.awaitSent("open", "open too", "fresh");
    assertThat(channel.sent).isEmpty();
    assertThat(channel.written()).containsExactlyInAnyOrder("open", "open too", "fresh");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(15, ""));
    assertThat(channel.count("firebell.notifications.redelivered")).isEqualTo(2);
  }

  @Test
  void whatWaitedForItsTurnBeforeACrashIsNotCounted() throws InterruptedException {
    channel.assign(10, "2 4 AQ== BA==");
    channel.arrive("open", "settled", "waiting", "settled too");
    List.of("open", "waiting").forEach(channel::end);

    channel.stepUntil(() -> channel.written().size() == 2);

    channel.awaitSent("open", "waiting");
    assertThat(channel.sent).isEmpty();
    assertThat(channel.count("firebell.notifications.redelivered")).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLaterAndNotSentAgain() throws InterruptedException {
    channel.assign(0, "");
    channel.arrive("ops");
    channel.stepUntil(() -> !channel.sent.isEmpty());
    channel.producer.commitTransactionException = new KafkaException("not now");
    channel.end("ops");
    channel.stepUntil(channel.producer::transactionAborted);
    assertThat(channel.written()).isEmpty();
    channel.producer.commitTransactionException = null;

    channel.stepUntil(() -> channel.written().size() == 1);

    channel.awaitSent("ops");
    assertThat(channel.sent).isEmpty();
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(1, ""));
  }

  @Test
  void whoHasBeenReplacedWritesNothingMore() {
    channel.assign(0, "");
    channel.arrive("ops");
    channel.end("ops");
    channel.producer.fenceProducer();

    assertThatThrownBy(() -> channel.stepUntil(() -> !channel.written().isEmpty()))
        .isInstanceOf(ProducerFencedException.class);
    assertThat(channel.written()).isEmpty();
  }

  @Test
  void aPartitionThatIsTakenAwayIsLeftInOrder() throws InterruptedException {
    channel.assign(0, "");
    channel.arrive("quick", "endless");
    channel.stepUntil(() -> channel.sent.size() == 2);
    channel.end("quick");

    channel.consumer.rebalance(List.of());
    channel.end("endless");
    channel.session.step();

    assertThat(channel.written()).containsExactly("quick");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(1, "2 1 AQ== "));
  }

  @Test
  void stoppingLetsEndWhatEndsSoonAndBeginsNothing() throws InterruptedException {
    channel.assign(0, "");
    channel.arrive("quick", "endless", "endless");
    channel.stepUntil(() -> channel.sent.size() == 2);
    channel.end("quick");

    channel.session.stop();
    channel.session.close();

    channel.awaitSent("quick", "endless");
    assertThat(channel.sent).isEmpty();
    assertThat(channel.written()).containsExactly("quick");
    assertThat(channel.progress()).isEqualTo(new OffsetAndMetadata(1, "2 2 AQ== Ag=="));
    assertThat(channel.consumer.closed()).isTrue();
    assertThat(channel.producer.closed()).isTrue();
  }
}
