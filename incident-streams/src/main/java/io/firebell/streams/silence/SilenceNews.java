package io.firebell.streams.silence;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Wakes who waits for a silence to be known here, whenever the topology has heard of one.
/// Thread-safe.
public final class SilenceNews {

  private final Lock lock = new ReentrantLock();
  private final Condition hasCome = lock.newCondition();

  /// A task knows a silence that it has not known, or not as it is.
  public void heard() {
    lock.lock();
    try {
      hasCome.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a condition holds that only news can change.
  ///
  /// @return whether it does; it does not when `patience` is over
  boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = hasCome.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
