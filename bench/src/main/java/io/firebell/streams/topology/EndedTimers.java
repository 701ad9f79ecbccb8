package io.firebell.streams.topology;

import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Param;

/// What timers cost by how many were taken back before they were due, as those of incidents are
/// that ended in time. A store on disk keeps what was deleted, and reads it, for a while.
public class EndedTimers extends Timers {

  @Param({"1000", "1000000"})
  int ended;

  @Override
  void armOthers() {
    for (int i = 0; i < ended; i++) {
      Instant due = START.plus(Duration.ofDays(1)).plusMillis(3L * i);
      move("%016x".formatted(i), null, due);
      move("%016x".formatted(i), due, null);
    }
    move("later", null, START.plus(Duration.ofDays(30)));
  }
}
