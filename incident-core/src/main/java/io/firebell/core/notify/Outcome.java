package io.firebell.core.notify;

import java.time.Duration;

/// How an attempt to send a notification ended.
public sealed interface Outcome {

  /// The far side has taken it.
  ///
  /// @param remoteId what the far side calls it, needed to change it later; may be empty
  record Delivered(String remoteId) implements Outcome {}

  /// It may go through later.
  ///
  /// @param reason for people, without secrets
  /// @param after how long the far side asks to wait; zero when it does not say
  record Retry(String reason, Duration after) implements Outcome {}

  /// It will never go through as it is.
  ///
  /// @param reason for people, without secrets
  record Rejected(String reason) implements Outcome {}
}
