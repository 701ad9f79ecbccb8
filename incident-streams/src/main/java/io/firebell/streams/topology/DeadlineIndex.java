package io.firebell.streams.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Which key has something due when, in the order of time.
///
/// An entry's key is the instant in milliseconds, eight bytes big-endian, and the UTF-8 bytes of
/// the key; its value is empty. What is due is read from the front, so its cost does not depend on
/// how much waits.
final class DeadlineIndex {

  /// One entry of the index.
  record Deadline(Instant at, String key) {}

  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> store;

  /// No entry lies before this. Reading from here spares the store the entries it has deleted.
  private long front;

  DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /// Moves a key's entry; null for none.
  void move(String key, @Nullable Instant from, @Nullable Instant to) {
    if (from != null && from.equals(to)) {
      return;
    }
    if (from != null) {
      store.delete(entry(from, key));
    }
    if (to != null) {
      store.put(entry(to, key), NOTHING);
      front = Math.min(front, to.toEpochMilli());
    }
  }

  /// The earliest entries that are due at `now`, at most `limit` of them.
  List<Deadline> due(Instant now, int limit) {
    List<Deadline> due = new ArrayList<>();
    try (var entries = from(front)) {
      while (due.size() < limit && entries.hasNext()) {
        Deadline deadline = deadline(entries.next());
        front = deadline.at().toEpochMilli();
        if (deadline.at().isAfter(now)) {
          break;
        }
        due.add(deadline);
      }
    }
    return due;
  }

  /// When the first entry is due; empty when there is none.
  Optional<Instant> earliest() {
    try (var entries = from(front)) {
      return entries.hasNext() ? Optional.of(deadline(entries.next()).at()) : Optional.empty();
    }
  }

  private KeyValueIterator<Bytes, byte[]> from(long millis) {
    return store.range(entry(Instant.ofEpochMilli(millis), ""), null);
  }

  private static Bytes entry(Instant at, String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    // Instants before 1970 are no deadlines; the sign bit would put them last.
    long millis = Math.max(0, at.toEpochMilli());
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + name.length).putLong(millis).put(name).array());
  }

  private static Deadline deadline(KeyValue<Bytes, byte[]> entry) {
    ByteBuffer bytes = ByteBuffer.wrap(entry.key.get());
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return new Deadline(at, StandardCharsets.UTF_8.decode(bytes).toString());
  }
}
