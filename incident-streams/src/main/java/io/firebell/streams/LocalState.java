package io.firebell.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The copy of the state on this machine's disk; the topics have it all.
///
/// A process that was killed leaves a copy that may hold what its transaction never committed, or
/// files that were being written. Kafka Streams finds the first out task by task, at the price of a
/// rebalance, and cannot start on the second. Here the whole copy is thrown away instead, and
/// restored from the topics.
///
/// A clean copy is kept but for the tasks that have had nothing to do: Kafka Streams takes a window
/// store without any window for a corrupted one.
final class LocalState {

  private static final String CLEAN = "stopped-cleanly";
  private static final String TOPOLOGY = "topology";

  private final Path application;
  private final Path clean;

  /// @param directory the state directory of Kafka Streams
  /// @param applicationId the directory in it
  LocalState(Path directory, String applicationId) {
    application = directory.resolve(applicationId);
    clean = application.resolve(CLEAN);
  }

  /// Throws the copy away unless it was left in order.
  ///
  /// @return whether there was one to throw away
  /// @throws UncheckedIOException if it cannot be deleted
  boolean open() {
    try {
      boolean isClean = Files.deleteIfExists(clean);
      List<Path> tasks = directories(application);
      for (Path task : tasks) {
        if (!isClean || hasEmptyStore(task)) {
          delete(task);
        }
      }
      return !isClean && !tasks.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + application + " cannot be deleted", e);
    }
  }

  /// Whether the last topology that ran here was this one.
  ///
  /// @param topology its description
  boolean hasRun(String topology) {
    try {
      Path last = application.resolve(TOPOLOGY);
      return Files.exists(last) && Files.readString(last).equals(topology);
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + application + " cannot be read", e);
    }
  }

  /// Notes that this topology runs here.
  void runs(String topology) {
    try {
      Files.createDirectories(application);
      Files.writeString(application.resolve(TOPOLOGY), topology);
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + application + " is not to be written", e);
    }
  }

  /// Notes that the copy is in order and nobody writes to it any more.
  void closed() {
    try {
      Files.createDirectories(application);
      Files.writeString(clean, "");
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + application + " is not to be written", e);
    }
  }

  /// In that of the application those of its tasks, `0_0` and so on. What else lies beside them
  /// names this process to the brokers, which end its last transaction when they hear of it again.
  private static List<Path> directories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private static boolean hasEmptyStore(Path task) throws IOException {
    for (Path store : directories(task)) {
      if (directories(store).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
