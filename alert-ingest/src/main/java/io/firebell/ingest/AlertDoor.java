package io.firebell.ingest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/// What every way in has in common: how much it takes at once, and that it answers with success
/// only when the alerts are on the log.
final class AlertDoor {

  private static final Outcome.Refused BUSY =
      Outcome.Refused.later(503, "too many requests are being worked on");

  private final AlertLog log;
  private final Tenants tenants;
  private final InstantSource clock;
  private final Limits limits;
  private final Bodies bodies;
  private final Stock turns;
  private final Allowance allowance = new Allowance();
  private volatile boolean inUse;

  /// @param turns of those that may wait for the log at the same time
  AlertDoor(AlertLog log, Tenants tenants, InstantSource clock, Limits limits, Stock turns) {
    this.log = log;
    this.tenants = tenants;
    this.clock = clock;
    this.limits = limits;
    this.bodies = new Bodies(limits, tenants);
    this.turns = turns;
  }

  /// Whether an alert has come in yet.
  boolean isInUse() {
    return inUse;
  }

  /// How a way in words its answers.
  interface Answers {
    void taken(ServerResponse response, AlertSource.Parsed parsed);

    void refused(ServerResponse response, int status, String message);
  }

  /// What becomes of a request.
  private sealed interface Outcome {

    record Taken(AlertSource.Parsed parsed) implements Outcome {}

    /// @param retryAfter in how many seconds the same request can be taken; 0 for never
    record Refused(int status, String message, long retryAfter) implements Outcome {

      static Refused never(int status, String message) {
        return new Refused(status, message, 0);
      }

      static Refused later(int status, String message) {
        return new Refused(status, message, 1);
      }
    }

    /// @param rest of the body, which was not read
    record Interrupted(Refused refused, InputStream rest) implements Outcome {}
  }

  /// Answers a request, with nothing held any more that others may wait for.
  void take(ServerRequest request, ServerResponse response, AlertSource source, Answers answers)
      throws InterruptedException {
    switch (outcome(request, source)) {
      case Outcome.Taken(AlertSource.Parsed parsed) -> answers.taken(response, parsed);
      case Outcome.Refused refused -> refuse(refused, response, answers);
      case Outcome.Interrupted(Outcome.Refused refused, InputStream rest) -> {
        response.header(HeaderValues.CONNECTION_CLOSE);
        refuse(refused, response, answers);
        bodies.close(rest);
      }
    }
  }

  private static void refuse(Outcome.Refused refused, ServerResponse response, Answers answers) {
    if (refused.retryAfter() > 0) {
      String seconds = Long.toString(refused.retryAfter());
      response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, seconds));
    }
    answers.refused(response, refused.status(), refused.message());
  }

  private Outcome outcome(ServerRequest request, AlertSource source) throws InterruptedException {
    if (!isJson(request)) {
      return Outcome.Refused.never(415, "the content type should be application/json");
    }
    return switch (bodies.read(request)) {
      case Bodies.Reading.TooLong(InputStream rest) ->
          new Outcome.Interrupted(
              Outcome.Refused.never(
                  413, "a body should be at most " + limits.longestBody() + " bytes"),
              rest);
      case Bodies.Reading.NoRoom(InputStream rest) -> new Outcome.Interrupted(BUSY, rest);
      case Bodies.Reading.Whole(Bodies.Body body) -> {
        try (body) {
          yield outcome(tenants.of(request), body.bytes(), source);
        }
      }
    };
  }

  private Outcome outcome(String tenant, byte[] body, AlertSource source)
      throws InterruptedException {
    if (!turns.tryTake(tenant, 1, tenants.isOne())) {
      return BUSY;
    }
    try {
      Quota quota = tenants.quota(tenant);
      // Of a flood it is not even looked what it says.
      allowance.check(tenant, quota, now());
      AlertSource.Parsed parsed = source.parse(body, tenant, now());
      int count = parsed.alerts().size();
      inUse = true;
      if (count > quota.burst()) {
        return tooMany(tenant, quota, count);
      }
      allowance.take(tenant, count, quota, now());
      log.append(parsed.alerts());
      return new Outcome.Taken(parsed);
    } catch (OverQuotaException e) {
      return new Outcome.Refused(429, String.valueOf(e.getMessage()), e.retryAfterSeconds());
    } catch (MalformedPayloadException e) {
      return Outcome.Refused.never(400, String.valueOf(e.getMessage()));
    } catch (RecordTooLargeException e) {
      return Outcome.Refused.never(413, "the log takes no alert as large as that");
    } catch (KafkaException e) {
      return Outcome.Refused.later(503, String.valueOf(e.getMessage()));
    } finally {
      turns.giveBack(tenant, 1);
    }
  }

  private static Outcome.Refused tooMany(String tenant, Quota quota, int count) {
    return Outcome.Refused.never(
        413,
        "a batch of tenant %s should have at most %d alerts, by its quota: has %d"
            .formatted(tenant, quota.burst(), count));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /// By the text of the header, since the server throws where it is no media type at all.
  private static boolean isJson(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    int parameters = type.indexOf(';');
    String named = parameters < 0 ? type : type.substring(0, parameters);
    return named.strip().equalsIgnoreCase("application/json");
  }

  /// For a path's other methods.
  static Handler onlyPost(Answers answers) {
    return (_, response) -> {
      response.header(HeaderValues.create(HeaderNames.ALLOW, "POST"));
      answers.refused(response, 405, "the method should be POST");
    };
  }

  static void json(ServerResponse response, int status, String body) {
    response.status(status);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(body.getBytes(StandardCharsets.UTF_8));
  }
}
