package io.firebell.notifier.kit;

/// How a far side can behave.
public enum Fault {
  NONE,
  /// Takes it, after a while.
  LATE,
  /// Asks to come back later: 429 with `Retry-After`, or 421.
  BUSY,
  /// 500, or 451.
  BROKEN,
  /// Understands and says no: 400, or 550.
  REFUSING,
  /// Closes the connection with a reset once it has read the request.
  RESETTING,
  /// Breaks off in the middle of its answer.
  HALF,
  /// Speaks something else.
  GARBAGE,
  /// Reads and never answers.
  HANGING,
  /// Answers a byte at a time, without end.
  DRIPPING,
  /// Accepts no connection.
  AWAY
}
