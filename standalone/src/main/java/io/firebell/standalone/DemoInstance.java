package io.firebell.standalone;

import io.firebell.schemas.Topics;
import io.firebell.standalone.http.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A Firebell for the length of a demo, on free ports and with a policy whose waits are short, that
/// leaves nothing behind.
final class DemoInstance implements AutoCloseable {

  private static final String POLICY = "demo-policy.yaml";

  private final Standalone standalone;
  private final Path directory;
  private boolean closed;

  private DemoInstance(Standalone standalone, Path directory) {
    this.standalone = standalone;
    this.directory = directory;
  }

  /// @param terminal where the pages are printed
  static DemoInstance start(PrintStream terminal) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("firebell-demo");
    try {
      Path policy = directory.resolve(POLICY);
      try (InputStream written = DemoInstance.class.getResourceAsStream(POLICY)) {
        Files.copy(Objects.requireNonNull(written, POLICY), policy);
      }
      return new DemoInstance(Standalone.start(settings(directory, policy), terminal), directory);
    } catch (IOException | InterruptedException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  private static UpSettings settings(Path directory, Path policy) {
    return new UpSettings(
        directory.resolve("data"),
        new HostPort("127.0.0.1", 0),
        "",
        null,
        0,
        null,
        0,
        policy,
        Topics.DEFAULT_PREFIX);
  }

  String url() {
    return standalone.url();
  }

  /// Stops it and deletes what it has kept.
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      standalone.close();
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
