package io.firebell.standalone.registry;

import io.firebell.standalone.http.HostPort;
import io.firebell.standalone.http.Listening;
import io.helidon.webserver.WebServer;
import java.util.Map;

/// A schema registry on loopback that keeps its schemas in Kafka.
public final class EmbeddedRegistry implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final WebServer server;
  private final SchemasTopic topic;

  private EmbeddedRegistry(WebServer server, SchemasTopic topic) {
    this.server = server;
    this.topic = topic;
  }

  /// Reads the registered schemas and starts to answer.
  ///
  /// @param clients how its clients of Kafka are configured
  /// @param port 0 for any free one
  /// @throws IllegalStateException if the port is taken
  public static EmbeddedRegistry start(Map<String, Object> clients, int port) {
    RegistryState state = new RegistryState();
    SchemasTopic topic = SchemasTopic.open(clients, state);
    RegistryApi api = new RegistryApi(state, topic);
    try {
      WebServer server =
          Listening.start(
              WebServer.builder().routing(routing -> routing.register("/", api)),
              new HostPort(HOST, port),
              "--registry-port");
      return new EmbeddedRegistry(server, topic);
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  /// For clients' `schema.registry.url`.
  public String url() {
    return "http://" + HOST + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
    topic.close();
  }
}
