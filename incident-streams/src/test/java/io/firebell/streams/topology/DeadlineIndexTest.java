package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.streams.topology.DeadlineIndex.Deadline;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeadlineIndexTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  @AutoClose
  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("index").get();

  private DeadlineIndex index = new DeadlineIndex(store);

  private void add(String tenant, String key, int seconds) {
    index.move(tenant, key, null, NOW.plusSeconds(seconds));
  }

  private void take(Deadline due) {
    index.move(due.tenant(), due.key(), due.at(), null);
  }

  /// Takes what is due, turn by turn.
  private List<String> takeAll(int limit) {
    List<String> taken = new ArrayList<>();
    for (var due = index.turn(NOW, limit); !due.isEmpty(); due = index.turn(NOW, limit)) {
      due.forEach(this::take);
      due.forEach(one -> taken.add(one.key()));
    }
    return taken;
  }

  @Test
  void aTenantsEntriesAreTakenInTheOrderOfTime() {
    add("acme", "c", -1);
    add("acme", "a", -3);
    add("acme", "later", 1);
    add("acme", "b", -2);

    assertThat(takeAll(2)).containsExactly("a", "b", "c");
    assertThat(index.earliest()).contains(NOW.plusSeconds(1));
  }

  @Test
  void tenantsTakeTurnsHoweverMuchOfOneIsDue() {
    for (int i = 0; i < 100_000; i++) {
      add("flood", "flood", -200_000 + i);
    }
    add("quiet", "quiet 1", -2);
    add("quiet", "quiet 2", -1);
    add("another", "another", 0);

    List<String> taken = takeAll(10);

    assertThat(taken).hasSize(100_003);
    assertThat(taken.indexOf("quiet 1")).isEqualTo(10);
    assertThat(taken.indexOf("quiet 2")).isEqualTo(11);
    assertThat(taken.indexOf("another")).isEqualTo(12);
  }

  @Test
  void whoseTurnWasLongestAgoIsNext() {
    for (int i = 0; i < 6; i++) {
      add("a", "a", -10 + i);
      add("b", "b", -10 + i);
      add("c", "c", -10 + i);
    }

    assertThat(String.join("", takeAll(2))).isEqualTo("aabbcc".repeat(3));
  }

  @Test
  void whatBecomesDueWhileAnotherFloodsWaitsForOneTurn() {
    for (int i = 0; i < 100; i++) {
      add("flood", "flood", -200 + i);
    }
    index.turn(NOW, 10).forEach(this::take);
    add("quiet", "quiet", 0);
    index.turn(NOW, 10).forEach(this::take);

    assertThat(index.turn(NOW, 10)).extracting(Deadline::key).containsExactly("quiet");
  }

  /// A store on disk goes over everything that it has deleted between two entries: what was due in
  /// the last hours, again and again, if it were asked each time.
  @Test
  void theStoreIsReadOnceForManyEntries() {
    for (int i = 0; i < 1_000; i++) {
      add("a", "" + i, i - 500);
    }
    AtomicInteger ranges = new AtomicInteger();
    index = new DeadlineIndex(countingRanges(ranges), 100);
    ranges.set(0);

    assertThat(takeAll(10)).hasSize(501);
    add("a", "late", -1);
    add("a", "soon", 1);
    assertThat(takeAll(10)).containsExactly("late");
    assertThat(index.earliest()).contains(NOW.plusSeconds(1));
    assertThat(ranges).hasValue(6);
  }

  @Test
  void whatIsInMemoryIsBounded() {
    index = new DeadlineIndex(store, 10);
    for (int i = 0; i < 1_000; i++) {
      add("a", "" + i, -i);
      assertThat(index.earliest()).contains(NOW.minusSeconds(i));
    }

    assertThat(index.turn(NOW, 1_000)).hasSizeBetween(10, 20);
    assertThat(takeAll(7)).hasSize(1_000);
  }

  @SuppressWarnings("unchecked")
  private KeyValueStore<Bytes, byte[]> countingRanges(AtomicInteger count) {
    return (KeyValueStore<Bytes, byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("range")) {
                count.incrementAndGet();
              }
              return method.invoke(store, arguments);
            });
  }

  /// @param key `a` to `z`
  /// @param seconds when it is due, from now on; not at all where that is 0
  record Change(char key, int seconds) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.chars().range('a', 'z'), Arbitraries.integers().between(-9, 9))
        .as(Change::new)
        .list()
        .ofMaxSize(300);
  }

  @Property
  void whatIsKeptInMemoryIsWhatTheStoreHas(
      @ForAll("changes") List<Change> changes, @ForAll @IntRange(min = 1, max = 8) int ahead) {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("index").get();
    DeadlineIndex index = new DeadlineIndex(store, ahead);
    Map<String, Instant> due = new HashMap<>();
    for (Change change : changes) {
      String key = String.valueOf(change.key());
      Instant to = change.seconds() == 0 ? null : NOW.plusSeconds(change.seconds());
      index.move("a", key, due.get(key), to);
      due.put(key, to);
      due.values().removeIf(Objects::isNull);

      Optional<Instant> earliest = due.values().stream().min(Comparator.naturalOrder());
      assertThat(index.earliest()).isEqualTo(earliest);
      assertThat(new DeadlineIndex(store, ahead).earliest()).isEqualTo(earliest);
      assertThat(index.next("a", null, 100)).hasSize(due.size());
    }
    List<String> taken = new ArrayList<>();
    for (var next = index.turn(NOW, 5); !next.isEmpty(); next = index.turn(NOW, 5)) {
      next.forEach(one -> index.move("a", one.key(), one.at(), null));
      next.forEach(one -> taken.add(one.key()));
    }
    assertThat(taken)
        .containsExactlyElementsOf(
            due.entrySet().stream()
                .filter(one -> !one.getValue().isAfter(NOW))
                .sorted(
                    Comparator.comparing(Map.Entry<String, Instant>::getValue)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void theEarliestIsThatOfAllTenants() {
    assertThat(index.earliest()).isEmpty();
    add("b", "x", 5);
    add("a", "x", 7);
    add("default", "x", 6);
    assertThat(index.earliest()).contains(NOW.plusSeconds(5));

    index.move("b", "x", NOW.plusSeconds(5), NOW.plusSeconds(9));
    assertThat(index.earliest()).contains(NOW.plusSeconds(6));
    index.move("default", "x", NOW.plusSeconds(6), null);
    assertThat(index.earliest()).contains(NOW.plusSeconds(7));
    index.move("a", "x", NOW.plusSeconds(7), null);
    index.move("b", "x", NOW.plusSeconds(9), null);
    assertThat(index.earliest()).isEmpty();
  }

  @Test
  void aTenantsEntriesCanBeGoneThroughSomeAtATime() {
    add("a", "1", -2);
    add("a", "3", 5);
    add("a", "2", 5);
    add("a", "4", 9);
    add("b", "x", 1);

    List<Deadline> first = index.next("a", null, 2);
    List<Deadline> second = index.next("a", first.getLast(), 2);

    assertThat(index.tenants()).containsExactlyInAnyOrder("a", "b");
    assertThat(first).extracting(Deadline::key).containsExactly("1", "2");
    assertThat(second).extracting(Deadline::key).containsExactly("3", "4");
    assertThat(index.next("a", second.getLast(), 2)).isEmpty();
    assertThat(index.next("c", null, 2)).isEmpty();
  }

  @Test
  void theWayThroughGoesOnWhereAnEntryHasGone() {
    add("a", "1", 1);
    add("a", "2", 2);
    Deadline first = index.next("a", null, 1).getFirst();
    take(first);

    assertThat(index.next("a", first, 2)).extracting(Deadline::key).containsExactly("2");
  }

  @Test
  void oneKeyMayHaveSeveralAndTenantsMayHaveTheSameKey() {
    add("a", "x", -2);
    add("a", "x", -1);
    add("b", "x", -2);
    index.move("a", "x", NOW.minusSeconds(2), null);

    assertThat(index.turn(NOW, 10)).containsExactly(new Deadline("a", NOW.minusSeconds(1), "x"));
    assertThat(index.turn(NOW, 10)).containsExactly(new Deadline("b", NOW.minusSeconds(2), "x"));
  }

  @Test
  void whatIsInTheStoreIsFoundWhenATaskBegins() {
    add("default", "x", -1);
    add("acme", "y", -1);
    add("ac", "z", -2);
    add("acme-2", "w", 1);

    index = new DeadlineIndex(store);

    assertThat(index.earliest()).contains(NOW.minusSeconds(2));
    assertThat(takeAll(10)).containsExactlyInAnyOrder("x", "y", "z");
    assertThat(index.earliest()).contains(NOW.plusSeconds(1));
  }

  /// Eight bytes of milliseconds, and the key: how all entries were written when there was only the
  /// default tenant.
  @Test
  void whatWasWrittenBeforeThereWereTenantsIsTheDefaultTenants() {
    byte[] key = "7f3a9c1e5b2d4f60".getBytes(StandardCharsets.UTF_8);
    long millis = NOW.minusSeconds(1).toEpochMilli();
    Bytes before = Bytes.wrap(ByteBuffer.allocate(24).putLong(millis).put(key).array());
    store.put(before, new byte[0]);

    index = new DeadlineIndex(store);
    List<Deadline> due = index.turn(NOW, 10);

    assertThat(due)
        .containsExactly(new Deadline("default", NOW.minusSeconds(1), "7f3a9c1e5b2d4f60"));
    take(due.getFirst());
    assertThat(store.get(before)).isNull();
    add("default", "7f3a9c1e5b2d4f60", -1);
    assertThat(store.get(before)).isNotNull();
  }
}
