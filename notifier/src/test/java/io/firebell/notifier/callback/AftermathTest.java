package io.firebell.notifier.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AftermathTest {

  private static final String ID = "7f3a9c1e5b2d4f60-3";

  /// What is found one after the other, the last again and again.
  private final Deque<Fate> fates = new ConcurrentLinkedDeque<>();

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Aftermath aftermath = waiting(Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    aftermath.close();
  }

  private Aftermath waiting(Duration patience) {
    return new Aftermath(this::find, patience);
  }

  private Fate find(Command command) {
    Fate fate = fates.size() > 1 ? fates.remove() : fates.element();
    if (fate instanceof Fate.Refused(String reason) && reason.equals("unreadable")) {
      throw new IllegalStateException("incidents cannot be read at present");
    }
    return fate;
  }

  private static Command command(String id) {
    return new Command(id, "default", ID, "alice", new Command.Action.Acknowledge(""));
  }

  private String awaitTold() throws InterruptedException {
    String text = told.poll(20, TimeUnit.SECONDS);
    assertThat(text).isNotNull();
    return text;
  }

  @Test
  void aRefusalIsToldAsSoonAsItIsKnown() throws Exception {
    fates.addAll(
        List.of(
            new Fate.Open(),
            new Fate.Refused("unreadable"),
            new Fate.NoIncident(),
            new Fate.Refused("the incident is over")));
    aftermath.follow(command("a"), told::add);

    assertThat(awaitTold())
        .isEqualTo("That was refused: the incident is over (incident " + ID + ").");
  }

  @Test
  void whoWaitsInVainIsToldSo() throws Exception {
    aftermath.close();
    aftermath = waiting(Duration.ofMillis(60));
    fates.add(new Fate.Open());
    aftermath.follow(command("a"), told::add);
    assertThat(awaitTold()).contains("not got to it yet", ID);

    fates.addFirst(new Fate.NoIncident());
    fates.removeLast();
    aftermath.follow(command("b"), told::add);
    assertThat(awaitTold()).isEqualTo("There is no incident " + ID + ".");
  }

  @Test
  void aCommandThatComesAgainIsToldOfOnce() throws Exception {
    fates.add(new Fate.Refused("no"));
    aftermath.follow(command("a"), told::add);
    aftermath.follow(command("a"), told::add);
    awaitTold();
    aftermath.follow(command("a"), told::add);
    aftermath.follow(command("b"), text -> told.add("b " + text));

    assertThat(awaitTold()).startsWith("b ");
  }

  @Test
  void aFloodOfCommandsIsNotWaitedForBeyondMeasure() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    fates.add(new Fate.Refused("no"));
    IntStream.range(0, 1_000)
        .forEach(i ->
            aftermath.follow(
                command("c" + i),
                text -> {
                  gate.await();
                  told.add(text);
                }));
    gate.countDown();

    for (int i = 0; i < 256; i++) {
      awaitTold();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void whatCannotBeToldHoldsUpNothing() throws Exception {
    fates.add(new Fate.Refused("no"));
    aftermath.follow(
        command("a"),
        _ -> {
          throw new IllegalStateException("a fault");
        });
    aftermath.follow(command("b"), told::add);

    assertThat(awaitTold()).contains("refused");
  }
}
