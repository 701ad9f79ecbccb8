package io.firebell.streams.topology;

import io.firebell.core.policy.Tenant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The part of a [DeadlineIndex] that is one tenant's.
///
/// Its first entries are kept in memory, some hundred of them, and read from the store when they
/// are used up. A store on disk goes over everything that was deleted between two entries, one by
/// one, which may be all that was due in the last hours.
///
/// The key of an entry is the lane's mark, the instant in milliseconds, eight bytes big-endian, and
/// the UTF-8 bytes of the key. The default tenant's mark is empty: what was written before there
/// were other tenants is found where it is. Another's is a byte 1, its name, and a byte 0, and
/// comes after all of that, since every instant begins with a byte 0.
final class Lane {

  /// Where the first lane begins.
  static final Bytes FIRST = Bytes.wrap(new byte[] {0});

  private static final byte BEGIN = 1;
  private static final byte END = 0;

  /// In the year 2285428; later instants would begin with another byte.
  private static final long LATEST = (1L << 56) - 1;

  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> store;
  private final int ahead;
  private final String tenant;
  private final byte[] mark;

  /// All entries that lie before [#unread].
  private final NavigableSet<Bytes> near = new TreeSet<>();

  private Bytes unread;

  /// @param ahead how many entries are read at a time; up to twice as many are kept
  Lane(KeyValueStore<Bytes, byte[]> store, int ahead, String tenant) {
    this.store = store;
    this.ahead = ahead;
    this.tenant = tenant;
    this.mark = mark(tenant, END);
    this.unread = entry(Instant.EPOCH, "");
  }

  /// Whose an entry is.
  static String tenant(byte[] entry) {
    if (entry[0] != BEGIN) {
      return Tenant.DEFAULT.name();
    }
    int end = 1;
    while (entry[end] != END) {
      end++;
    }
    return new String(entry, 1, end - 1, StandardCharsets.US_ASCII);
  }

  private static byte[] mark(String tenant, byte end) {
    if (tenant.equals(Tenant.DEFAULT.name())) {
      return end == END ? new byte[0] : new byte[] {BEGIN};
    }
    byte[] name = tenant.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(name.length + 2).put(BEGIN).put(name).put(end).array();
  }

  String tenant() {
    return tenant;
  }

  void put(Instant at, String key) {
    Bytes entry = entry(at, key);
    store.put(entry, NOTHING);
    if (entry.compareTo(unread) < 0) {
      near.add(entry);
      if (near.size() > 2 * ahead) {
        while (near.size() > ahead) {
          unread = near.removeLast();
        }
      }
    }
  }

  void delete(Instant at, String key) {
    Bytes entry = entry(at, key);
    store.delete(entry);
    near.remove(entry);
  }

  /// When its first entry is due; empty when it has none.
  Optional<Instant> front() {
    read();
    return near.isEmpty() ? Optional.empty() : Optional.of(at(near.getFirst()));
  }

  /// Its first entries, or some of them.
  Stream<DeadlineIndex.Deadline> first() {
    read();
    return near.stream().map(this::deadline);
  }

  private void read() {
    if (!near.isEmpty() || unread.equals(end())) {
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(unread, end())) {
      while (near.size() < ahead && entries.hasNext()) {
        near.add(entries.next().key);
      }
    }
    unread = near.size() < ahead ? end() : after(near.getLast());
  }

  private static Bytes after(Bytes entry) {
    return Bytes.wrap(Arrays.copyOf(entry.get(), entry.get().length + 1));
  }

  /// Its entries from one on, in the order of time; to be closed.
  ///
  /// @param from null for the first
  KeyValueIterator<Bytes, byte[]> from(DeadlineIndex.@Nullable Deadline from) {
    read();
    Bytes first = near.isEmpty() ? end() : near.getFirst();
    return store.range(from == null ? first : entry(from.at(), from.key()), end());
  }

  /// After all of its entries, and before those of the next.
  Bytes end() {
    return Bytes.wrap(mark(tenant, (byte) (END + 1)));
  }

  private Bytes entry(Instant at, String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(mark.length + Long.BYTES + name.length)
            .put(mark)
            .putLong(storable(at).toEpochMilli())
            .put(name)
            .array());
  }

  /// Instants before 1970 are no deadlines; the sign bit would put them last.
  private static Instant storable(Instant at) {
    return Instant.ofEpochMilli(Math.clamp(at.toEpochMilli(), 0, LATEST));
  }

  private Instant at(Bytes entry) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(entry.get()).getLong(mark.length));
  }

  DeadlineIndex.Deadline deadline(Bytes entry) {
    int key = mark.length + Long.BYTES;
    String name = new String(entry.get(), key, entry.get().length - key, StandardCharsets.UTF_8);
    return new DeadlineIndex.Deadline(tenant, at(entry), name);
  }
}
