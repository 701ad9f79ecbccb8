package io.firebell.notifier.callback;

import io.firebell.core.incident.Command;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for what becomes of commands, and tells whoever gave one that was refused. Thread-safe.
///
/// It is a courtesy: what has been asked for is on the log, and what waits here is forgotten when
/// the process ends. Nobody is told twice of a command, which a far side may tell several times.
public final class Aftermath implements AutoCloseable {

  /// Tells the one who gave a command something that nobody else need know.
  @FunctionalInterface
  public interface Telling {
    void tell(String text) throws InterruptedException;
  }

  /// For how long somebody who has clicked still looks at what he has clicked.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

  private static final Duration FIRST_LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /// How many commands are waited for at a time. Beyond it nobody is told.
  private static final int MOST = 256;

  /// A far side tells again within minutes.
  private static final int REMEMBERED = 4096;

  private final Fate.Finder fates;
  private final Duration patience;
  private final Semaphore room = new Semaphore(MOST);
  private final SequencedSet<String> known = new LinkedHashSet<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param patience how long to wait for each
  Aftermath(Fate.Finder fates, Duration patience) {
    this.fates = fates;
    this.patience = patience;
  }

  /// Begins to wait, and returns at once.
  ///
  /// @param command one that is on the log
  public void follow(Command command, Telling telling) {
    if (isNew(command.id()) && room.tryAcquire()) {
      threads.execute(() -> {
        try {
          String text = awaited(command);
          if (!text.isEmpty()) {
            telling.tell(text);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
          LOG.atWarn()
              .addKeyValue("command", command.id())
              .addKeyValue("failure", e.getClass().getName())
              .log("What became of a command could not be told");
        } finally {
          room.release();
        }
      });
    }
  }

  private synchronized boolean isNew(String command) {
    boolean isNew = known.add(command);
    if (known.size() > REMEMBERED) {
      known.removeFirst();
    }
    return isNew;
  }

  /// What there is to tell; empty when the command was followed.
  private String awaited(Command command) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_LOOK;
    while (true) {
      Fate fate = found(command);
      boolean isOver = System.nanoTime() >= deadline;
      switch (fate) {
        case Fate.Followed _ -> {
          return "";
        }
        case Fate.Refused(String reason) -> {
          return "That was refused: " + reason + " (incident " + command.incidentId() + ").";
        }
        case Fate.NoIncident _ -> {
          if (isOver) {
            return "There is no incident " + command.incidentId() + ".";
          }
        }
        case Fate.Open _ -> {
          if (isOver) {
            return "Firebell has taken that, and not got to it yet: look again in a moment"
                + " (incident %s).".formatted(command.incidentId());
          }
        }
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /// What cannot be read for now may be read at the next look.
  private Fate found(Command command) {
    try {
      return fates.find(command);
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("What became of a command cannot be read for now");
      return new Fate.Open();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
