package io.firebell.streams.topology;

import java.time.Duration;
import org.openjdk.jmh.annotations.Param;

/// What timers cost by how many wait.
public class ArmedTimers extends Timers {

  @Param({"1000", "1000000"})
  int waiting;

  @Override
  void armOthers() {
    for (int i = 0; i < waiting; i++) {
      move("%016x".formatted(i), null, START.plus(Duration.ofDays(30)).plusMillis(86L * i));
    }
  }
}
