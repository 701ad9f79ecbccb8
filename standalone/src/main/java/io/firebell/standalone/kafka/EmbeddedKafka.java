package io.firebell.standalone.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/// A Kafka broker and controller of one node, on loopback, with its data in a directory.
///
/// What it has acknowledged survives the death of the process, since the operating system holds it
/// by then; it does not survive a loss of power before the operating system has written it out.
public final class EmbeddedKafka implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final LoneNode node;
  private final FileChannel lockFile;
  private final int port;

  private EmbeddedKafka(LoneNode node, FileChannel lockFile, int port) {
    this.node = node;
    this.lockFile = lockFile;
    this.port = port;
  }

  /// Starts the broker, and formats the directory if it is new.
  ///
  /// @param directory used by one broker at a time
  /// @param port where clients find it; 0 for any free one
  /// @throws IllegalStateException if the port is taken or another process uses the directory
  public static EmbeddedKafka start(Path directory, int port) throws IOException {
    Files.createDirectories(directory);
    FileChannel lockFile = lock(directory);
    try {
      int brokerPort = free(port);
      int controllerPort = free(0);
      Map<String, String> settings = BrokerSettings.of(directory, HOST, brokerPort, controllerPort);
      if (Files.notExists(directory.resolve("meta.properties"))) {
        format(directory);
      }
      var config = new KafkaConfig(new HashMap<>(settings), false);
      LoneNode node = new LoneNode(config);
      node.start();
      return new EmbeddedKafka(node, lockFile, brokerPort);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /// For clients' `bootstrap.servers`.
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /// What clients in the same process are configured with. Each client has hundreds of metrics of
  /// Kafka's own; to show them by JMX, or to offer them to the broker, takes a good part of a
  /// start's time, and nobody looks at them there.
  public Map<String, Object> clients() {
    return Map.of(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers(),
        CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
        List.of(),
        CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
        false);
  }

  @Override
  public void close() {
    node.stop();
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new IllegalStateException("the lock of the data directory cannot be given back", e);
    }
  }

  private static void format(Path directory) throws IOException {
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setDirectories(List.of(directory.toString()))
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setIgnoreFormatted(false)
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the directory " + directory + " cannot be formatted", e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve("firebell.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException(
          "the data directory "
              + directory
              + " is used by another process: stop that, or choose another with --data");
    }
    return channel;
  }

  /// The port if it is free; any free one for 0.
  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IllegalStateException(
          "port " + port + " on " + HOST + " is taken: choose another with --kafka-port", e);
    }
  }
}
