package io.firebell.standalone.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Serves the services' resources, and says whether the process is alive and ready.
public final class HttpFront implements AutoCloseable {

  private final WebServer server;
  private final HostPort listen;
  private final String prefix;

  private HttpFront(WebServer server, HostPort listen, String prefix) {
    this.server = server;
    this.listen = listen;
    this.prefix = prefix;
  }

  /// Starts to listen.
  ///
  /// @param prefix goes before every path; empty or like `/firebell`
  /// @param services by their paths, found there for the default tenant and under `/t/NAME` for
  ///   others
  /// @param own by their paths, what concerns the process as a whole and is no tenant's
  /// @param tenants the names of those that there are
  /// @param ready whether work is being done
  /// @throws IllegalStateException if the address cannot be had
  public static HttpFront start(
      HostPort listen,
      String prefix,
      Map<String, HttpService> services,
      Map<String, HttpService> own,
      Supplier<Set<String>> tenants,
      BooleanSupplier ready) {
    Map<String, HttpService> all = new HashMap<>(services);
    HttpService health = new Health(ready);
    all.put("/", health);
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.register(prefix + TenantPaths.PATTERN, new TenantPaths(all, tenants));
    services.forEach((path, service) -> routing.register(prefix + path, service));
    own.forEach((path, service) -> routing.register(prefix + path, service));
    routing.register(prefix.isEmpty() ? "/" : prefix, health);
    WebServer server =
        Listening.start(WebServer.builder().routing(routing), listen, "--listen HOST:PORT");
    return new HttpFront(server, listen, prefix);
  }

  /// Whose a request is, for the services: that of the path, or the default tenant's.
  public static String tenant(ServerRequest request) {
    return TenantPaths.tenant(request);
  }

  /// Where it can be reached, the prefix included.
  public String url() {
    return "http://" + new HostPort(listen.host(), server.port()) + prefix;
  }

  @Override
  public void close() {
    server.stop();
  }

  /// `/livez`, `/readyz` and Alertmanager's `/-/healthy` and `/-/ready`.
  private record Health(BooleanSupplier ready) implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules
          .get("/livez", (_, response) -> answer(response, true))
          .get("/-/healthy", (_, response) -> answer(response, true))
          .get("/readyz", (_, response) -> answer(response, ready.getAsBoolean()))
          .get("/-/ready", (_, response) -> answer(response, ready.getAsBoolean()));
    }

    private static void answer(ServerResponse response, boolean good) {
      response.status(good ? 200 : 503);
      response.header(HeaderValues.CONTENT_TYPE_TEXT_PLAIN);
      response.send((good ? "OK\n" : "not ready\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
