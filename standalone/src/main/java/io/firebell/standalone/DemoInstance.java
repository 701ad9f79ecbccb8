package io.firebell.standalone;

import io.firebell.ingest.Quotas;
import io.firebell.notifier.http.Reach;
import io.firebell.schemas.Topics;
import io.firebell.standalone.http.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// A Firebell for the length of a demo, on free ports and with a policy whose waits are short, that
/// leaves nothing behind.
final class DemoInstance implements AutoCloseable {

  private static final String POLICY = "demo-policy.yaml";

  private final Standalone standalone;
  private final TemporaryDirectory directory;
  private boolean closed;

  private DemoInstance(Standalone standalone, TemporaryDirectory directory) {
    this.standalone = standalone;
    this.directory = directory;
  }

  /// @param terminal where the pages are printed
  static DemoInstance start(PrintStream terminal) throws IOException, InterruptedException {
    TemporaryDirectory directory = TemporaryDirectory.create();
    try {
      Path policy = directory.path().resolve(POLICY);
      try (InputStream written = DemoInstance.class.getResourceAsStream(POLICY)) {
        Files.copy(Objects.requireNonNull(written, POLICY), policy);
      }
      return new DemoInstance(
          Standalone.start(settings(directory.path(), policy), terminal), directory);
    } catch (IOException | InterruptedException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static UpSettings settings(Path directory, Path policy) {
    return new UpSettings(
        directory.resolve("data"),
        new HostPort("127.0.0.1", 0),
        "",
        "",
        null,
        0,
        null,
        0,
        PolicySource.policy(policy),
        Map.of(),
        Quotas.UNSAID,
        Reach.EVERYWHERE,
        Duration.ZERO,
        Topics.DEFAULT_PREFIX,
        null);
  }

  String url() {
    return standalone.url();
  }

  /// Stops it and deletes what it has kept.
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      try (directory) {
        standalone.close();
      }
    }
  }
}
