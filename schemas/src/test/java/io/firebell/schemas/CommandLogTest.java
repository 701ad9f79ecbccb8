package io.firebell.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.incident.Command;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CommandLogTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Command COMMAND =
      new Command(
          "c1", "default", "7f3a9c1e5b2d4f60-3", "alice", new Command.Action.Acknowledge("on it"));

  private final MockProducer<String, Command> producer =
      new MockProducer<>(false, null, new StringSerializer(), (_, _) -> new byte[0]);

  @Test
  void aCommandIsOnTheLogUnderTheKeyOfItsGroupWhenItReturns() throws Exception {
    try (CommandLog log = new CommandLog(producer, "commands", InstantSource.fixed(NOW))) {
      CompletableFuture<Void> appended = CompletableFuture.runAsync(() -> append(log));
      while (!producer.completeNext()) {
        assertThat(appended).isNotDone();
        Thread.onSpinWait();
      }
      appended.get(10, TimeUnit.SECONDS);
    }
    assertThat(producer.history())
        .containsExactly(
            new ProducerRecord<>(
                "commands", null, NOW.toEpochMilli(), "7f3a9c1e5b2d4f60", COMMAND));
  }

  @Test
  void aCommandThatTheBrokersDoNotTakeIsNotOnTheLog() {
    producer.sendException = new NotEnoughReplicasException("too few");
    try (CommandLog log = new CommandLog(producer, "commands", InstantSource.fixed(NOW))) {
      assertThatThrownBy(() -> log.append(COMMAND)).isInstanceOf(KafkaException.class);
    }
  }

  private static void append(CommandLog log) {
    try {
      log.append(COMMAND);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
