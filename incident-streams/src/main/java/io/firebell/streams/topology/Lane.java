package io.firebell.streams.topology;

import io.firebell.core.policy.Tenant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;

/// The part of a [DeadlineIndex] that is one tenant's.
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

  private final String tenant;
  private final byte[] mark;
  private Instant front;

  /// @param front before which it has no entry
  Lane(String tenant, Instant front) {
    this.tenant = tenant;
    this.mark = mark(tenant, END);
    this.front = storable(front);
  }

  /// The one that an entry is in, as its first.
  static Lane of(Bytes entry) {
    Lane lane = new Lane(tenant(entry.get()), Instant.EPOCH);
    lane.front = lane.deadline(entry).at();
    return lane;
  }

  private static String tenant(byte[] entry) {
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

  /// No entry lies before this. Reading from here spares the store the entries it has deleted.
  Instant front() {
    return front;
  }

  /// Takes note that there is an entry.
  void hasFrom(Instant at) {
    Instant stored = storable(at);
    front = stored.isBefore(front) ? stored : front;
  }

  /// Takes note of the first entry.
  void hasNoneBefore(Instant at) {
    front = at;
  }

  /// After all of its entries, and before those of the next.
  Bytes end() {
    return Bytes.wrap(mark(tenant, (byte) (END + 1)));
  }

  Bytes entry(Instant at, String key) {
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

  DeadlineIndex.Deadline deadline(Bytes entry) {
    ByteBuffer bytes = ByteBuffer.wrap(entry.get()).position(mark.length);
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return new DeadlineIndex.Deadline(tenant, at, StandardCharsets.UTF_8.decode(bytes).toString());
  }
}
