package io.firebell.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The copy of the state on this machine's disk; the topics have it all.
///
/// A process that was killed leaves a copy that may hold what its transaction never committed, or
/// files that were being written. Kafka Streams finds the first out task by task, at the price of a
/// rebalance, and cannot start on the second. Here the whole copy is thrown away instead, and
/// restored from the topics.
final class LocalState {

  private static final String CLEAN = "stopped-cleanly";

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
      List<Path> tasks = isClean ? List.of() : tasks();
      for (Path task : tasks) {
        delete(task);
      }
      return !tasks.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + application + " cannot be deleted", e);
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

  /// The directories of tasks, `0_0` and so on. What else lies beside them names this process to
  /// the brokers, which end its last transaction when they hear of it again.
  private List<Path> tasks() throws IOException {
    if (!Files.isDirectory(application)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(application)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
