package io.firebell.notifier.callback.slack;

import io.firebell.core.incident.Command.Action;
import io.firebell.schemas.policy.PrometheusDuration;
import java.util.Arrays;
import java.util.Optional;

/// What somebody types: a verb, which incident, unless that is known, and what more there is to
/// say.
///
/// @param incident which one, or the beginning of its id; empty for [Verb#LIST]
/// @param rest what follows
record SlackCommand(Verb verb, String incident, String rest) {

  static final String USAGE =
      """
      `list` shows what is open; `ack`, `resolve`, `escalate` or `take INCIDENT [NOTE]`, \
      `snooze INCIDENT 1h [NOTE]` and `note INCIDENT TEXT` do something to an incident, of which \
      the beginning of its id will do.\
      """;

  /// What can be done.
  enum Verb {
    LIST("list"),
    ACKNOWLEDGE("ack"),
    RESOLVE("resolve"),
    SNOOZE("snooze"),
    ESCALATE("escalate"),
    TAKE("take"),
    NOTE("note");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    /// By its word or its name, in any case.
    static Optional<Verb> of(String word) {
      return Arrays.stream(values())
          .filter(verb -> verb.word.equalsIgnoreCase(word) || verb.name().equalsIgnoreCase(word))
          .findFirst();
    }
  }

  /// Reads `note 7f3a text`.
  ///
  /// @throws IllegalArgumentException if it is nothing that can be done
  static SlackCommand parse(String text) {
    String[] words = text.strip().split("\\s+", 2);
    Verb verb = Verb.of(words[0]).orElseThrow(() -> new IllegalArgumentException(USAGE));
    if (verb == Verb.LIST) {
      return new SlackCommand(verb, "", "");
    }
    String[] more = (words.length > 1 ? words[1] : "").split("\\s+", 2);
    if (more[0].isEmpty()) {
      throw new IllegalArgumentException("Which incident? " + USAGE);
    }
    return new SlackCommand(verb, more[0], more.length > 1 ? more[1] : "");
  }

  /// Reads `note text` of an incident that is known; empty for what is no command.
  static Optional<SlackCommand> parse(String text, String incident) {
    String[] words = text.strip().split("\\s+", 2);
    return Verb.of(words[0])
        .filter(verb -> verb != Verb.LIST)
        .map(verb -> new SlackCommand(verb, incident, words.length > 1 ? words[1] : ""));
  }

  /// What it asks for.
  ///
  /// @param user who asks, as the policy names him; empty when it does not
  /// @throws IllegalArgumentException if what is said does not do
  Action action(String user) {
    return switch (verb) {
      case LIST -> throw new IllegalArgumentException(USAGE);
      case ACKNOWLEDGE -> new Action.Acknowledge(rest);
      case RESOLVE -> new Action.Resolve(rest);
      case SNOOZE -> snooze();
      case ESCALATE -> new Action.Escalate(rest);
      case TAKE -> new Action.Assign(user, rest);
      case NOTE -> new Action.AddNote(rest);
    };
  }

  private Action snooze() {
    String[] words = rest.split("\\s+", 2);
    String note = words.length > 1 ? words[1] : "";
    return new Action.Snooze(PrometheusDuration.parse(words[0]), note);
  }
}
