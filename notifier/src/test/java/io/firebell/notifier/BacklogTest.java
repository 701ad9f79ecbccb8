package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.kit.Samples;
import io.firebell.schemas.policy.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Messages are written as their targets' names, and how many they tell where that is several.
class BacklogTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);
  private static final Instant NOW = Samples.OPENED_AT;

  private final Map<String, Rate> rates = new HashMap<>();
  private final Backlog backlog =
      new Backlog(
          notification -> Optional.ofNullable(rates.get(notification.recipient().name())),
          notification -> !notification.recipient().name().startsWith("program"),
          64,
          1_000L * Backlog.SMALLEST);
  private final List<Sending> flying = new ArrayList<>();
  private long next;

  private Sending sending(
      TopicPartition partition, String tenant, String name, String service, Event event) {
    return new Sending(
        partition,
        next++,
        new Window(Progress.at(0)),
        Samples.incident(tenant, service, Recipient.channel(ChannelType.SLACK, name), event),
        100,
        NOW);
  }

  private void add(String tenant, String name, Event event, int count) {
    for (int i = 0; i < count; i++) {
      backlog.add(sending(FIRST, tenant, name, "s" + next, event));
    }
  }

  private List<String> takeOff(Instant now) {
    List<List<Sending>> messages = backlog.takeOff(now);
    messages.forEach(flying::addAll);
    return messages.stream()
        .map(message ->
            message.getFirst().notification().recipient().name()
                + (message.size() == 1 ? "" : "*" + message.size()))
        .toList();
  }

  private List<String> takeOff() {
    return takeOff(NOW);
  }

  private void landAll() {
    flying.forEach(backlog::landed);
    flying.clear();
  }

  @Test
  void tenantsTakeTurnsAndSoDoTheirTargets() {
    add("a", "a1", Event.OPENED, 2);
    add("a", "a2", Event.OPENED, 2);
    add("b", "b1", Event.OPENED, 2);

    assertThat(takeOff()).containsExactly("a1", "b1", "a2", "b1", "a1", "a2");
    assertThat(backlog.size()).isZero();
  }

  @Test
  void pagesGoFirst() {
    add("a", "a1", Event.OPENED, 1);
    add("a", "a2", Event.PAGED, 1);
    add("a", "a1", Event.PAGED, 1);

    assertThat(takeOff()).containsExactly("a1", "a2", "a1");
    assertThat(flying).extracting(Sending::isPage).containsExactly(true, true, false);
  }

  @Test
  void whoHasHadATurnIsBehindWhoHasNot() {
    add("a", "a1", Event.OPENED, 100);
    add("a", "a2", Event.OPENED, 100);
    assertThat(takeOff()).hasSize(11).startsWith("a1", "a2").endsWith("a2", "a1");

    backlog.landed(flying.removeLast());
    assertThat(takeOff()).containsExactly("a2");
    backlog.landed(flying.removeFirst());
    assertThat(takeOff()).containsExactly("a1");
  }

  @Test
  void whatIsToldOfOneSubjectGoesOutOneAfterTheOther() {
    Sending opened = sending(FIRST, "a", "ops", "db", Event.OPENED);
    Sending updated = sending(FIRST, "a", "ops", "db", Event.UPDATED);
    Sending resolved = sending(FIRST, "a", "ops", "db", Event.RESOLVED);
    List.of(opened, updated, resolved).forEach(backlog::add);

    assertThat(backlog.takeOff(NOW)).containsExactly(List.of(opened));
    assertThat(backlog.takeOff(NOW)).isEmpty();
    backlog.landed(opened);
    assertThat(backlog.takeOff(NOW)).containsExactly(List.of(updated));
    backlog.landed(updated);
    assertThat(backlog.takeOff(NOW)).containsExactly(List.of(resolved));
    backlog.landed(resolved);
    assertThat(backlog.takeOff(NOW)).isEmpty();
  }

  @Test
  void beyondItsRateATargetIsToldInBundles() {
    rates.put("ops", Rate.parse("1/s"));
    add("a", "ops", Event.OPENED, 1);
    assertThat(takeOff()).containsExactly("ops");
    add("a", "ops", Event.OPENED, 60);
    assertThat(takeOff(NOW.plusMillis(500))).isEmpty();
    landAll();

    assertThat(takeOff(NOW.plusSeconds(1))).containsExactly("ops*50");
    landAll();
    assertThat(takeOff(NOW.plusSeconds(2))).containsExactly("ops*10");
  }

  @Test
  void withinItsRateATargetIsToldOneByOne() {
    rates.put("ops", Rate.parse("5/10s"));
    add("a", "ops", Event.OPENED, 5);

    assertThat(takeOff()).containsExactly("ops", "ops", "ops", "ops", "ops");
  }

  @Test
  void aBundleIsNoLongerThanCanBeRead() {
    rates.put("ops", Rate.parse("1/s"));
    Backlog wide = new Backlog(_ -> Optional.of(rates.get("ops")), _ -> true, 4096, 1L << 40);
    IntStream.range(0, 70)
        .forEach(i -> wide.add(sending(FIRST, "a", "ops", "s" + i, Event.OPENED)));

    assertThat(wide.takeOff(NOW)).extracting(List::size).containsExactly(Waiting.BUNDLE);
    assertThat(wide.takeOff(NOW.plusSeconds(1))).extracting(List::size).containsExactly(20);
  }

  @Test
  void pagesAreNotCountedWithWhatIsNoPage() {
    rates.put("ops", Rate.parse("1/h"));
    add("a", "ops", Event.OPENED, 3);
    assertThat(takeOff()).containsExactly("ops*3");

    add("a", "ops", Event.PAGED, 1);
    assertThat(takeOff(NOW.plusMillis(1))).containsExactly("ops");
  }

  @Test
  void pagesThatComeTogetherBeyondTheRateAreBundledWithinASecond() {
    rates.put("ops", Rate.parse("1/h"));
    add("a", "ops", Event.PAGED, 1);
    assertThat(takeOff()).containsExactly("ops");
    add("a", "ops", Event.PAGED, 7);

    assertThat(takeOff(NOW.plusMillis(999))).isEmpty();
    assertThat(takeOff(NOW.plusSeconds(1))).containsExactly("ops*7");
  }

  @Test
  void whatProgramsReadIsNotBundledAndItsPagesNotHeldUp() {
    rates.put("program", Rate.parse("1/s"));
    add("a", "program", Event.OPENED, 3);
    add("a", "program", Event.PAGED, 3);

    assertThat(takeOff()).containsExactly("program", "program", "program");
    assertThat(flying).allMatch(Sending::isPage);
    assertThat(takeOff(NOW.plusSeconds(3))).containsExactly("program");
    assertThat(takeOff(NOW.plusSeconds(4))).containsExactly("program");
    assertThat(takeOff(NOW.plusSeconds(5))).containsExactly("program");
  }

  @Test
  void whatIsOfAPartitionThatIsLostIsForgottenAndTheRestGoesOn() {
    Sending lost = sending(FIRST, "a", "ops", "db", Event.OPENED);
    Sending behind = sending(FIRST, "a", "ops", "db", Event.UPDATED);
    Sending waits = sending(FIRST, "a", "other", "web", Event.OPENED);
    Sending kept = sending(SECOND, "a", "ops", "mq", Event.OPENED);
    backlog.add(lost);
    backlog.add(behind);
    backlog.takeOff(NOW);
    backlog.add(waits);
    backlog.add(kept);

    backlog.forget(List.of(FIRST));
    assertThat(backlog.size()).isEqualTo(1);
    backlog.landed(lost);
    assertThat(backlog.takeOff(NOW)).containsExactly(List.of(kept));

    // It comes back, and nothing of it is in the way.
    Sending again = sending(FIRST, "a", "ops", "db", Event.OPENED);
    backlog.add(again);
    assertThat(backlog.takeOff(NOW)).containsExactly(List.of(again));
  }
}
