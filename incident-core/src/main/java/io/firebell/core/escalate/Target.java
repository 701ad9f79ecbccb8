package io.firebell.core.escalate;

/// Whom a step pages, as the policy names it.
public sealed interface Target {

  String name();

  /// One person, by the contacts in his order.
  record ToUser(String name) implements Target {
    @Override
    public String toString() {
      return "user/" + name;
    }
  }

  /// Whoever is on call when the step is reached.
  record ToSchedule(String name) implements Target {
    @Override
    public String toString() {
      return "schedule/" + name;
    }
  }

  /// Everybody who reads a channel.
  record ToChannel(String name) implements Target {
    @Override
    public String toString() {
      return "channel/" + name;
    }
  }

  /// `user/alice`, `schedule/primary` or `channel/incidents-slack`.
  ///
  /// @throws IllegalArgumentException if the text is none of these
  static Target parse(String text) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    String kind = slash < 0 || name.isEmpty() ? "" : text.substring(0, slash);
    return switch (kind) {
      case "user" -> new ToUser(name);
      case "schedule" -> new ToSchedule(name);
      case "channel" -> new ToChannel(name);
      default ->
          throw new IllegalArgumentException(
              "a target should be user/NAME, schedule/NAME or channel/NAME: was " + text);
    };
  }
}
