package io.firebell.ingest;

import static io.firebell.ingest.IngestServer.answer;
import static io.firebell.ingest.IngestServer.batch;
import static io.firebell.ingest.IngestServer.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.ingest.IngestServer.Door;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Bodies that are too long, too slow, too many or broken off.
class BodiesTest {

  private static final int LONGEST = Limits.DEFAULT.longestBody();

  private final Broker broker = new Broker(true);

  private static Limits patient(Duration bodyWithin) {
    return new Limits(1_000, 1_500, 2, bodyWithin);
  }

  /// A body of that length, with one alert.
  private static byte[] ofLength(int length) {
    String alert = batch("Padded");
    return (alert + " ".repeat(length - alert.length())).getBytes(StandardCharsets.UTF_8);
  }

  private static BodyPublisher declared(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  @ParameterizedTest
  @EnumSource
  void aBodyOfTenMegabytesIsReadAndALongerOneIsRefused(Door door) throws Exception {
    try (IngestServer server = IngestServer.before(broker)) {
      for (byte[] body : List.of(ofLength(LONGEST), ofLength(LONGEST + 1))) {
        int expected = body.length > LONGEST ? 413 : door.success;
        assertThat(server.send(server.post(door, declared(body))).statusCode()).isEqualTo(expected);
        assertThat(server.send(server.post(door, chunked(body))).statusCode()).isEqualTo(expected);
      }
      assertThat(broker.names()).containsExactly("Padded", "Padded");
      server.assertUnharmed();
    }
  }

  @Test
  void theRefusalNamesTheLimit() throws Exception {
    try (IngestServer server = IngestServer.before(broker)) {
      HttpResponse<String> answer =
          server.send(server.post(Door.ALERTMANAGER, declared(ofLength(LONGEST + 1))));

      assertThat(answer.body())
          .isEqualTo("{\"code\":413,\"message\":\"a body should be at most 10485760 bytes\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"Content-Length: 100000000000", "'Content-Length: 20000000\r\nExpect: 100-continue'"})
  void aBodyThatIsDeclaredTooLongIsRefusedBeforeItComes(String headers) throws Exception {
    try (IngestServer server = IngestServer.before(broker, patient(Duration.ofSeconds(1)));
        Socket client = server.raw(head(Door.NATIVE, headers))) {
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
      server.assertUnharmed();
    }
  }

  @Test
  void whoeverIsStillSendingWhenHeIsRefusedSeesTheAnswer() throws Exception {
    byte[] body = ofLength(LONGEST + LONGEST / 2);
    String head = head(Door.NATIVE, "Content-Length: " + body.length);
    try (IngestServer server = IngestServer.before(broker);
        Socket client = server.raw(head)) {
      client.getOutputStream().write(body);

      assertThat(answer(client)).startsWith("HTTP/1.1 413 ");
      server.assertUnharmed();
    }
  }

  @Test
  void aBodyWithoutEndIsReadNoFurtherThanTheLimit() throws Exception {
    try (IngestServer server = IngestServer.before(broker, patient(Duration.ofSeconds(10)));
        Socket client = server.raw(head(Door.NATIVE, "Transfer-Encoding: chunked"))) {
      byte[] chunk = ("3e8\r\n" + " ".repeat(1_000) + "\r\n").getBytes(StandardCharsets.UTF_8);

      assertThat(sendUntilClosed(client, chunk)).isLessThan(1 << 20);
      server.assertUnharmed();
    }
  }

  /// Keeps sending until the other side is not there any more.
  private static int sendUntilClosed(Socket client, byte[] chunk) {
    for (int sent = 0; ; sent++) {
      try {
        client.getOutputStream().write(chunk);
      } catch (IOException e) {
        return sent;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"Content-Length: 900, '['", "Transfer-Encoding: chunked, '384\r\n['"})
  void aBodyThatStopsComingEndsTheConnection(String length, String beginning) throws Exception {
    try (IngestServer server = IngestServer.before(broker, patient(Duration.ofMillis(200)));
        Socket client = server.raw(head(Door.NATIVE, length) + beginning)) {
      assertThat(answer(client)).isEmpty();
      server.assertUnharmed();
      assertThat(broker.names()).containsExactly("AfterAll", "AfterAll");
    }
  }

  @Test
  void aBodyThatDripsEndsTheConnection() throws Exception {
    Limits limits = new Limits(LONGEST, LONGEST, 2, Duration.ofMillis(200));
    try (IngestServer server = IngestServer.before(broker, limits);
        Socket client = server.raw(head(Door.NATIVE, "Content-Length: " + LONGEST))) {
      client.setTcpNoDelay(true);

      assertThat(sendUntilClosed(client, new byte[] {' '})).isLessThan(LONGEST);
      server.assertUnharmed();
    }
  }

  @Test
  void thoseWhoSendSlowlyKeepNobodyOut() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (IngestServer server = IngestServer.before(broker, patient(Duration.ofSeconds(60)))) {
      for (int i = 0; i < 100; i++) {
        slow.add(server.raw(head(Door.NATIVE, "Content-Length: 900") + "["));
      }
      server.assertUnharmed();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aBodyThatIsSlowButInTimeIsTaken() throws Exception {
    String json = batch("Slow");
    String head = head(Door.NATIVE, "Content-Length: " + json.length());
    try (IngestServer server = IngestServer.before(broker, patient(Duration.ofSeconds(60)));
        Socket client = server.raw(head)) {
      for (byte letter : json.getBytes(StandardCharsets.UTF_8)) {
        client.getOutputStream().write(letter);
      }
      client.shutdownOutput();
      assertThat(answer(client)).startsWith("HTTP/1.1 202 ");
    }
  }

  @Test
  void aBodyThatBreaksOffIsNotTaken() throws Exception {
    try (IngestServer server = IngestServer.before(broker)) {
      try (Socket client = server.raw(head(Door.NATIVE, "Content-Length: 900") + batch("Cut"))) {
        client.shutdownOutput();
        assertThat(answer(client)).doesNotContain(" 202 ");
      }
      server.assertUnharmed();
      assertThat(broker.names()).containsExactly("AfterAll", "AfterAll");
    }
  }

  @Test
  void bodiesThatDoNotFitTogetherAreToComeLater() throws Exception {
    Broker silent = new Broker(false);
    try (IngestServer server = IngestServer.before(silent, patient(Duration.ofSeconds(60)))) {
      var first = server.postLater(Door.NATIVE, new String(ofLength(900), StandardCharsets.UTF_8));
      silent.awaitSent(1);

      HttpResponse<String> second = server.send(server.post(Door.NATIVE, chunked(ofLength(900))));
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("Retry-After")).contains("1");

      assertThat(silent.completeNext()).isTrue();
      assertThat(first.join().statusCode()).isEqualTo(202);
      var third = server.postLater(Door.NATIVE, new String(ofLength(900), StandardCharsets.UTF_8));
      silent.awaitSent(1);
      assertThat(silent.completeNext()).isTrue();
      assertThat(third.join().statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aCompressedBodyIsRefusedAsSuch() throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(ofLength(LONGEST));
    }
    try (IngestServer server = IngestServer.before(broker)) {
      HttpResponse<String> answer =
          server.send(
              server
                  .post(Door.ALERTMANAGER, declared(compressed.toByteArray()))
                  .header("Content-Encoding", "gzip"));

      assertThat(answer.statusCode()).isBetween(400, 415);
      server.assertUnharmed();
      assertThat(broker.names()).containsExactly("AfterAll", "AfterAll");
    }
  }
}
