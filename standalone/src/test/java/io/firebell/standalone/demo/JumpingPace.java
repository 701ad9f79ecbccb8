package io.firebell.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Time that passes only while somebody waits for it, and then at once.
final class JumpingPace implements Pace {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public void pause(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }
}
