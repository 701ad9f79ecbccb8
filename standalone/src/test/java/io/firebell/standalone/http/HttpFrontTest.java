package io.firebell.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.http.HttpService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFrontTest {

  private static final HostPort ANY = new HostPort("127.0.0.1", 0);

  private final AtomicBoolean ready = new AtomicBoolean(true);
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();

  /// Answers with the body that it was sent.
  private static final HttpService ECHO =
      rules ->
          rules.post("/", (request, response) -> response.send(request.content().as(byte[].class)));

  /// Answers with the tenant whose request it is.
  private static final HttpService WHO =
      rules -> rules.get("/{id}", (request, response) -> response.send(HttpFront.tenant(request)));

  private HttpFront front(String prefix) {
    return HttpFront.start(
        ANY,
        prefix,
        Map.of("/echo", ECHO, "/who", WHO),
        Map.of("/whole", rules -> rules.get("/", (_, response) -> response.send("all"))),
        () -> Set.of("default", "acme"),
        ready::get);
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "/livez, true, 200", "/livez, false, 200",
    "/-/healthy, true, 200", "/-/healthy, false, 200",
    "/readyz, true, 200", "/readyz, false, 503",
    "/-/ready, true, 200", "/-/ready, false, 503",
    "/unknown, true, 404",
  })
  void itSaysWhetherItIsAliveAndReady(String path, boolean isReady, int status) throws Exception {
    ready.set(isReady);
    for (String prefix : new String[] {"", "/firebell"}) {
      try (HttpFront front = front(prefix)) {
        assertThat(front.url()).endsWith(prefix);
        assertThat(get(front.url() + path).statusCode()).isEqualTo(status);
      }
    }
  }

  @Test
  void whatConcernsTheWholeProcessIsNoTenants() throws Exception {
    try (HttpFront front = front("/firebell")) {
      assertThat(get(front.url() + "/whole").body()).isEqualTo("all");
      assertThat(get(front.url() + "/t/acme/whole").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whatIsOutsideThePrefixIsNotFound() throws Exception {
    try (HttpFront front = front("/firebell")) {
      String root = front.url().replace("/firebell", "");

      assertThat(get(root + "/livez").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/who/1, default",
    "/t/default/who/1, default",
    "/t/acme/who/1, acme",
    "/t/ac%6De/who/1, acme",
  })
  void aRequestIsThatOfTheTenantInItsPath(String path, String tenant) throws Exception {
    for (String prefix : new String[] {"", "/firebell"}) {
      try (HttpFront front = front(prefix)) {
        assertThat(get(front.url() + path).body()).isEqualTo(tenant);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/t/acme/livez, 200", "/t/acme/-/ready, 200", "/t/acme/unknown, 404", "/t/acme, 404"})
  void aTenantHasWhateverThereIs(String path, int status) throws Exception {
    try (HttpFront front = front("")) {
      assertThat(get(front.url() + path).statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, /who/1", "POST, /echo", "GET, /livez", "GET, /unknown"})
  void aTenantThatThereIsNotIsSaidToNeedAPolicyWhateverIsAsked(String method, String path)
      throws Exception {
    try (HttpFront front = front("")) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(front.url() + "/t/acem" + path))
                  .method(method, BodyPublishers.ofString("[]"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .isEqualTo(
              "{\"code\":404,\"message\":\"there is no tenant acem, since it has no policy: give it"
                  + " one with firebell up --tenant acem=FILE\"}");
    }
  }

  @Test
  void whatCanBeNoTenantIsRefused() throws Exception {
    try (HttpFront front = front("")) {
      HttpResponse<String> answer = get(front.url() + "/t/a%20b/livez");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .startsWith("{\"code\":400,\"message\":\"a tenant's name should be up to 64 letters")
          .endsWith("was a b\"}");
    }
  }

  @Test
  void aChunkIsNotReadWhateverItsLength() throws Exception {
    try (HttpFront front = front("");
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(front.url()).getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

      String answer = new String(socket.getInputStream().readNBytes(13), StandardCharsets.UTF_8);
      assertThat(answer).isEqualTo("HTTP/1.1 413 ");
    }
  }

  @Test
  void aTakenAddressIsNamedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HostPort listen = new HostPort("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> HttpFront.start(listen, "", Map.of(), Map.of(), Set::of, () -> true))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the address " + listen + " is taken: choose another with --listen HOST:PORT");
    }
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1", "no-such-host.invalid"})
  void anAddressOfAnotherMachineIsNamedWithTheReason(String host) {
    HostPort listen = new HostPort(host, 8080);

    assertThatThrownBy(() -> HttpFront.start(listen, "", Map.of(), Map.of(), Set::of, () -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the address " + listen + " cannot be had (")
        .hasMessageEndingWith("): choose another with --listen HOST:PORT");
  }
}
