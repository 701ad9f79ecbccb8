package io.firebell.streams.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/// Which keys are a task's own: those that a producer writes to its partition. For what no record
/// brings to a task, but one of them has to see to.
///
/// @param partition the task's
/// @param partitions how many there are
record Share(int partition, int partitions) {

  boolean has(String key) {
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % partitions == partition;
  }
}
