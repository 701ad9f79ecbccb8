package io.firebell.standalone.demo;

import io.firebell.standalone.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;

/// How time passes while an outage is played.
public interface Pace {

  Instant now();

  /// @throws CommandFailure if the thread is interrupted
  void pause(Duration duration);

  /// The clock on the wall.
  static Pace real() {
    return new Pace() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void pause(Duration duration) {
        try {
          Thread.sleep(duration);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CommandFailure("interrupted", e);
        }
      }
    };
  }
}
