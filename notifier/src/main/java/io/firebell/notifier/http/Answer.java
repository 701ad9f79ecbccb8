package io.firebell.notifier.http;

import java.time.Duration;

/// What became of a request.
public sealed interface Answer {

  /// The far side answered.
  ///
  /// @param retryAfter how long it asks to wait; zero when it does not say
  /// @param body the beginning of what it said, which may be broken off; may be empty
  record Given(int status, Duration retryAfter, String body) implements Answer {

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /// Whether the same request may succeed later: a time-out, a limit or a fault of the server's.
    /// 420 is how [Statuspage](https://developer.statuspage.io/) says that there was too much.
    public boolean isPassing() {
      return status == 408 || status == 420 || status == 425 || status == 429 || status >= 500;
    }
  }

  /// No answer came.
  ///
  /// @param reason for people: `could not be reached`
  record Missing(String reason) implements Answer {}

  /// It was not asked, and is not to be.
  ///
  /// @param reason for people: `is at no address that may be reached`
  record Refused(String reason) implements Answer {}
}
