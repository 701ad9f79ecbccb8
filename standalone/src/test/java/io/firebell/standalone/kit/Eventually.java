package io.firebell.standalone.kit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what has to come about, however busy the machine is.
public final class Eventually {

  /// How long anything may take.
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private Eventually() {}

  /// Returns as soon as the condition holds.
  ///
  /// @param what should come about, for people
  /// @throws AssertionError if it does not
  public static void that(String what, BooleanSupplier condition) {
    that(() -> what, condition);
  }

  /// The same, with words that are found when they are needed.
  public static void that(Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE + ": " + what.get());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
