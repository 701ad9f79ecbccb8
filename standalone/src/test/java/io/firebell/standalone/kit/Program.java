package io.firebell.standalone.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged program in a process of its own, started as the launcher starts it.
public final class Program implements AutoCloseable {

  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final String CLASS_PATH = "target/firebell.jar:target/lib/*";
  private static final Pattern READY =
      Pattern.compile(
          "ready at (?<url>\\S+) \\(Kafka (?<kafka>\\S+), schema registry (?<registry>\\S+)\\)");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// `firebell up` on free ports, when it is ready. Its topics have several partitions, as those of
  /// several processes have, so that what concerns more than one is tried.
  public static Program up(Path data, String... more) {
    Program program = beginUp(data, more);
    program.awaitReady();
    return program;
  }

  /// The same, as soon as there is a process.
  public static Program beginUp(Path data, String... more) {
    List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
    arguments.addAll(
        List.of("--listen", "127.0.0.1:0", "--kafka-port", "0", "--registry-port", "0"));
    if (!List.of(more).contains("--partitions")) {
      arguments.addAll(List.of("--partitions", "4"));
    }
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /// `firebell` with any arguments.
  public static Program run(String... arguments) {
    return run(List.of(), arguments);
  }

  /// The same with further options of the virtual machine.
  public static Program run(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(JAVA);
    command.addAll(options);
    command.addAll(List.of("-cp", CLASS_PATH, "io.firebell.standalone.Firebell"));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("firebell", ".out");
      Path err = Files.createTempFile("firebell", ".err");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      return new Program(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it says that it is ready.
  public void awaitReady() {
    Eventually.that(
        () -> "ready: " + out() + err(), () -> !process.isAlive() || READY.matcher(out()).find());
    if (!process.isAlive()) {
      throw new AssertionError("it ended with " + process.exitValue() + ": " + out() + err());
    }
  }

  /// Where it speaks HTTP.
  public String url() {
    return address("url");
  }

  /// The address of the embedded broker.
  public String kafka() {
    return address("kafka");
  }

  private String address(String name) {
    Matcher ready = READY.matcher(out());
    if (!ready.find()) {
      throw new AssertionError("its addresses should be known: " + out());
    }
    return ready.group(name);
  }

  /// Everything it has printed so far.
  public String out() {
    return read(out);
  }

  /// Everything it has logged and complained so far.
  public String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kills it without notice: SIGKILL.
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /// Asks it to end: SIGTERM.
  public void terminate() {
    process.destroy();
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  public int awaitExit() {
    return awaitExit(Eventually.PATIENCE);
  }

  /// The same, but not for longer than this.
  public int awaitExit(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it should end within " + longest + ": " + out() + err());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What it answers to a JSON text.
  ///
  /// @return the status
  /// @throws IOException if it gives no answer
  public int post(String path, String json) throws IOException {
    return post(path, json.getBytes(StandardCharsets.UTF_8));
  }

  /// The same with bytes that may be no text at all.
  public int post(String path, byte[] body) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)))
        .statusCode();
  }

  /// The same with these headers.
  public int post(String path, byte[] body, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request).statusCode();
  }

  /// A resource.
  public JsonNode get(String path) {
    try {
      return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url() + path))).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A resource that is no JSON.
  public String text(String path) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url() + path))).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.timeout(Eventually.PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Kills it if it still runs, and forgets what it said.
  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
    try {
      Files.delete(out);
      Files.delete(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
