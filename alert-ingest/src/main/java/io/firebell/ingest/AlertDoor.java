package io.firebell.ingest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;

/// What every way in has in common: how much it takes at once, and that it answers with success
/// only when the alerts are on the log.
final class AlertDoor {

  /// The longest body that is read.
  static final int LONGEST_BODY = 10 * 1024 * 1024;

  private static final int MOST_AT_ONCE = 256;
  private static final String TENANT = "default";

  private final AlertLog log;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  AlertDoor(AlertLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// How a way in words its answers.
  interface Answers {
    void taken(ServerResponse response, AlertSource.Parsed parsed);

    void refused(ServerResponse response, int status, String message);
  }

  void take(ServerRequest request, ServerResponse response, AlertSource source, Answers answers)
      throws InterruptedException {
    if (!isJson(request)) {
      answers.refused(response, 415, "the content type should be application/json");
      return;
    }
    if (!room.tryAcquire()) {
      later(response, answers, "too many requests are being worked on");
      return;
    }
    try {
      Optional<byte[]> body = body(request);
      if (body.isEmpty()) {
        answers.refused(response, 413, "a body should be at most " + LONGEST_BODY + " bytes");
        return;
      }
      AlertSource.Parsed parsed = source.parse(body.get(), TENANT, now());
      log.append(parsed.alerts());
      answers.taken(response, parsed);
    } catch (MalformedPayloadException | IOException e) {
      answers.refused(response, 400, String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      later(response, answers, String.valueOf(e.getMessage()));
    } finally {
      room.release();
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private static Optional<byte[]> body(ServerRequest request) throws IOException {
    if (request.headers().contentLength().orElse(0) > LONGEST_BODY) {
      return Optional.empty();
    }
    if (!request.content().hasEntity()) {
      return Optional.of(new byte[0]);
    }
    try (var input = request.content().inputStream()) {
      byte[] body = input.readNBytes(LONGEST_BODY + 1);
      return body.length > LONGEST_BODY ? Optional.empty() : Optional.of(body);
    }
  }

  private static boolean isJson(ServerRequest request) {
    return request
        .headers()
        .contentType()
        .map(type -> type.mediaType().text().equalsIgnoreCase("application/json"))
        .orElse(false);
  }

  private static void later(ServerResponse response, Answers answers, String message) {
    response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, "1"));
    answers.refused(response, 503, message);
  }

  static void json(ServerResponse response, int status, String body) {
    response.status(status);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(body.getBytes(StandardCharsets.UTF_8));
  }
}
