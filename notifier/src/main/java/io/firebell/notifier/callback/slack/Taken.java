package io.firebell.notifier.callback.slack;

import io.firebell.core.incident.Command;
import io.firebell.notifier.callback.CallbackMetrics.Outcome;

/// What was made of something that Slack told.
sealed interface Taken {

  /// What to tell the one who asked at once; empty for nothing.
  String text();

  Outcome outcome();

  /// It is on the log.
  record Asked(Command command, String text) implements Taken {
    @Override
    public Outcome outcome() {
      return Outcome.ACCEPTED;
    }
  }

  /// The answer is all that was asked for.
  record Told(String text) implements Taken {
    @Override
    public Outcome outcome() {
      return Outcome.ACCEPTED;
    }
  }

  /// It cannot be done.
  record Refused(String text) implements Taken {
    @Override
    public Outcome outcome() {
      return Outcome.REFUSED;
    }
  }

  /// It asks for nothing.
  record Ignored() implements Taken {
    @Override
    public String text() {
      return "";
    }

    @Override
    public Outcome outcome() {
      return Outcome.IGNORED;
    }
  }
}
