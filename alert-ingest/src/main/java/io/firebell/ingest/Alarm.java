package io.firebell.ingest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Interrupts the thread that made it, unless it is closed in time. Nothing else ends the reading
/// of a socket on which nothing arrives; the interrupt closes the socket.
final class Alarm implements AutoCloseable {

  private final Thread reader = Thread.currentThread();
  private final CompletableFuture<Void> timer = new CompletableFuture<>();
  private final CompletableFuture<Void> ringing = timer.thenRun(this::ring);
  private boolean rang;
  private boolean isOver;

  private Alarm() {}

  static Alarm after(Duration delay) {
    Alarm alarm = new Alarm();
    alarm.timer.completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
    return alarm;
  }

  private synchronized void ring() {
    if (!isOver) {
      rang = true;
      reader.interrupt();
    }
  }

  /// To be called by the same thread, which is not interrupted any more afterwards.
  @Override
  public synchronized void close() {
    isOver = true;
    ringing.cancel(false);
    timer.cancel(false);
    if (rang) {
      Thread.interrupted();
    }
  }
}
