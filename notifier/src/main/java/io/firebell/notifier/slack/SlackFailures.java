package io.firebell.notifier.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Answer;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.http.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import okhttp3.Response;

/// Slack's ways of saying no, divided into later and never.
final class SlackFailures {

  /// Stands for the error of an answer that is not one of Slack's: a proxy's, or none.
  private static final String UNINTELLIGIBLE = "nothing that can be understood";

  /// The errors that pass, of those that
  /// [chat.postMessage](https://docs.slack.dev/reference/methods/chat.postMessage) lists.
  private static final Set<String> PASSING =
      Set.of(
          "fatal_error",
          "internal_error",
          UNINTELLIGIBLE,
          "rate_limited",
          "ratelimited",
          "request_timeout",
          "service_unavailable",
          "team_added_to_org");

  private final InstantSource clock;

  SlackFailures(InstantSource clock) {
    this.clock = clock;
  }

  /// The error that an answer names; empty when all is well.
  static String error(SlackApiTextResponse answer) {
    return answer.isOk() ? "" : Objects.requireNonNullElse(answer.getError(), UNINTELLIGIBLE);
  }

  /// An answer that names an error.
  static Outcome named(String error) {
    String reason = "Slack answered " + error;
    return PASSING.contains(error)
        ? new Outcome.Retry(reason, Duration.ZERO)
        : new Outcome.Rejected(reason);
  }

  /// An answer that is not JSON, or not all of it.
  static Outcome unintelligible() {
    return named(UNINTELLIGIBLE);
  }

  /// An answer that is not 200.
  Outcome refused(SlackApiException failure) {
    Response response = failure.getResponse();
    String header = Objects.requireNonNullElse(response.header("Retry-After"), "");
    Answer.Given answer =
        new Answer.Given(response.code(), RetryAfter.parse(header, clock.instant()), "");
    String reason = "Slack answered " + answer.status();
    return answer.isPassing()
        ? new Outcome.Retry(reason, answer.retryAfter())
        : new Outcome.Rejected(reason);
  }

  /// No answer.
  static Outcome broken(IOException failure) {
    if (failure instanceof Reach.OutOfReach) {
      return new Outcome.Rejected("Slack is at no address that may be reached");
    }
    String reason =
        switch (failure) {
          case BoundedAnswers.Unintelligible _ -> "answered " + UNINTELLIGIBLE;
          case ConnectException _ -> "could not be reached";
          case UnknownHostException _ -> "could not be found";
          case InterruptedIOException _ -> "did not answer in time";
          default -> "broke off: " + failure.getClass().getSimpleName();
        };
    return new Outcome.Retry("Slack " + reason, Duration.ZERO);
  }
}
