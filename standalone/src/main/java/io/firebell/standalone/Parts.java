package io.firebell.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The parts of something that runs, closed in the reverse of the order in which they were started,
/// since a part needs those before it. Thread-safe.
final class Parts implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /// Takes a part that has just been started.
  ///
  /// @return the part
  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /// Closes all of them, also those that come after one that cannot be closed. Once more, it does
  /// nothing.
  ///
  /// @throws IllegalStateException if some cannot be closed, with what the first of them says as
  ///   its cause and what others say as suppressed
  @Override
  public synchronized void close() {
    @Nullable IllegalStateException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (failure == null) {
          failure = new IllegalStateException("a part did not close cleanly: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /// Closes all of them after a start that failed; what they say is added to what that said.
  void closeAfter(Throwable failed) {
    try {
      close();
    } catch (IllegalStateException e) {
      failed.addSuppressed(e);
    }
  }
}
