package io.firebell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged program in a process of its own, as its launcher starts it.
///
/// @param url where it speaks HTTP
/// @param kafka the address of its broker
/// @param registry the address of its schema registry
record Launched(Process process, String url, String kafka, String registry)
    implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile(
          "ready at (?<url>\\S+) \\(Kafka (?<kafka>\\S+), schema registry (?<registry>\\S+)\\)");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Waits until it is ready, which takes minutes where it has to be built first.
  ///
  /// @param launcher the script `firebell`
  /// @param directory for its data and what it prints
  static Launched up(Path launcher, Path directory, Path alertmanagerConfig)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                List.of(
                    launcher.toString(),
                    "up",
                    "--data",
                    directory.resolve("data").toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--kafka-port",
                    "0",
                    "--registry-port",
                    "0",
                    "--alertmanager-config",
                    alertmanagerConfig.toString()))
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(deadline)) {
      Matcher ready = READY.matcher(Files.readString(out));
      if (ready.find()) {
        return new Launched(
            process, ready.group("url"), ready.group("kafka"), ready.group("registry"));
      }
      Thread.sleep(50);
    }
    process.destroy();
    throw new IllegalStateException("it did not become ready: see " + directory);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
