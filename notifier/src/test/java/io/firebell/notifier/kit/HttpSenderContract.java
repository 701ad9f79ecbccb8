package io.firebell.notifier.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.kit.WireServer.Conversation;
import io.firebell.notifier.send.Sender;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds besides for every channel that speaks HTTP.
public abstract class HttpSenderContract extends SenderContract {

  protected static final Instant NOW = Instant.parse("2026-11-21T01:02:03Z");
  protected static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @Override
  protected abstract HttpFarSide farSide();

  /// @param reach where it may send to
  protected abstract Sender sender(Reach reach);

  @Override
  protected final Sender sender() {
    return sender(Reach.EVERYWHERE);
  }

  @Override
  protected Duration askedWait() {
    return Duration.ofSeconds(7);
  }

  protected HttpFarSide http() {
    return (HttpFarSide) farSide;
  }

  /// The last request that was sent.
  protected Request sent() {
    return http().requests().getLast();
  }

  /// The outcome of an attempt at a server that answers everything so.
  protected Outcome answered(Response response) throws InterruptedException {
    try (HttpServer server = new HttpServer(_ -> response)) {
      Outcome outcome = sendTo(server.url());
      assertThat(server.requests()).hasSize(1);
      return outcome;
    }
  }

  private Outcome sendTo(String url) throws InterruptedException {
    return send(paged(), http().addressAt(url));
  }

  /// The outcome of an attempt at a server that does this on every connection.
  private Outcome met(String scheme, Conversation conversation) throws InterruptedException {
    try (WireServer server = new WireServer(conversation)) {
      return sendTo(scheme + "://127.0.0.1:" + server.port());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "BROKEN", "REFUSING", "RESETTING", "HALF", "GARBAGE", "DRIPPING"})
  void anAttemptIsOneRequestHoweverItEnds(Fault fault) throws InterruptedException {
    farSide.behave(fault);
    send(paged());

    assertThat(http().requests()).hasSize(1);
    assertThat(sent().method()).isEqualTo("POST");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 421, 429, 500, 502, 503, 504})
  void anInvitationToRepeatAtOnceIsNotFollowed(int status) throws InterruptedException {
    answered(new Response(status, Map.of("Retry-After", "0"), ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) throws InterruptedException {
    Map<String, String> headers = Map.of("Location", http().server().url() + "/elsewhere");

    assertThat(answered(new Response(status, headers, ""))).isInstanceOf(Outcome.Rejected.class);
    assertThat(http().requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120                            | PT2M",
        "0                              | PT0S",
        "Sat, 21 Nov 2026 01:02:33 GMT  | PT30S",
        "Saturday, 21-Nov-26 01:02:33 GMT | PT30S",
        "Sat Nov 21 01:02:33 2026       | PT30S",
        "Sat, 21 Nov 2026 01:00:00 GMT  | PT0S",
        "864000                         | PT1H",
        "99999999999999999999           | PT1H",
        "soon                           | PT0S",
        "-5                             | PT0S"
      })
  void retryAfterIsUnderstoodInSecondsAndAsADate(String header, Duration after)
      throws InterruptedException {
    assertThat(answered(new Response(429, Map.of("Retry-After", header), "")))
        .isInstanceOfSatisfying(
            Outcome.Retry.class, retry -> assertThat(retry.after()).isEqualTo(after));
  }

  @Test
  void aRefusalWhoseBodyNeverEndsCountsByItsStatus() throws InterruptedException {
    Outcome outcome =
        met(
            "http",
            socket -> {
              read(socket);
              drip(socket, "HTTP/1.1 503 Busy\r\nRetry-After: 9\r\n\r\n");
            });

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(9)));
  }

  @Test
  void headersWithoutEndAreNotKept() throws InterruptedException {
    Outcome outcome =
        met(
            "http",
            socket -> {
              read(socket);
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
              byte[] header = ("X-More: " + "x".repeat(8000) + "\r\n").getBytes(US_ASCII);
              while (!Thread.currentThread().isInterrupted()) {
                out.write(header);
              }
            });

    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void aServerThatDoesNotReadHoldsNobody() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (WireServer server = new WireServer(_ -> over.await())) {
      String url = "http://127.0.0.1:" + server.port();

      assertThat(send(Hostile.notification(sender.type()), http().addressAt(url)))
          .isInstanceOf(Outcome.Retry.class);
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d", "http://localhost:%d", "https://127.0.0.1:%d"})
  void whatIsOutOfReachIsRejectedAndNotConnectedTo(String url) throws InterruptedException {
    try (WireServer server = new WireServer(_ -> {});
        Sender limited = sender(Reach.parse("public,::1"))) {
      Outcome outcome = limited.send(paged(), http().addressAt(url.formatted(server.port())));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Rejected.class,
              rejected ->
                  assertThat(rejected.reason()).endsWith(" is at no address that may be reached"));
      assertThat(server.isContacted()).isFalse();
    }
  }

  @Test
  void whatIsWithinReachIsDeliveredTo() throws InterruptedException {
    try (Sender limited = sender(Reach.parse("public,127.0.0.0/8"))) {
      assertThat(limited.send(paged(), farSide.address())).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void aCertificateThatNobodyHasSignedIsNotTrusted() throws InterruptedException {
    try (HttpServer server = HttpServer.encrypted(_ -> new Response(200, Map.of(), "ok"))) {
      assertThat(sendTo("https://localhost:" + server.port())).isInstanceOf(Outcome.Retry.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void nothingIsSentInTheClearWhereTlsIsAskedFor() throws InterruptedException {
    try (HttpServer server = new HttpServer(_ -> new Response(200, Map.of(), "ok"))) {
      assertThat(sendTo("https://127.0.0.1:" + server.port())).isInstanceOf(Outcome.Retry.class);
      assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }
  }

  @Test
  void aHandshakeThatHangsHoldsNobody() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    assertThat(met("https", _ -> over.await())).isInstanceOf(Outcome.Retry.class);
    over.countDown();
  }

  private static void read(Socket socket) throws IOException {
    var _ = socket.getInputStream().read(new byte[65_536]);
  }

  private static void drip(Socket socket, String beginning)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    out.write(beginning.getBytes(US_ASCII));
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(50, TimeUnit.MILLISECONDS)) {
      out.write('x');
      out.flush();
    }
  }
}
