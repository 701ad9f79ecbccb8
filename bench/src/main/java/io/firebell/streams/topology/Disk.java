package io.firebell.streams.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A directory for stores, until it is closed.
final class Disk implements AutoCloseable {

  private final Path directory;

  Disk() {
    try {
      directory = Files.createTempDirectory("firebell-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A directory of it for one task.
  Path of(String task) {
    try {
      return Files.createDirectory(directory.resolve(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
