package io.firebell.notifier.callback.slack;

/// What Slack tells an app.
sealed interface SlackSaid {

  /// Somebody in Slack.
  ///
  /// @param id a member's id, `U024BE7LH`
  /// @param name may be empty
  record Person(String id, String name) {}

  /// Slack wants to know whether this is the address of an app.
  record Challenged(String challenge) implements SlackSaid {}

  /// Somebody clicked a button.
  ///
  /// @param key the same when this is told again
  /// @param action which button
  /// @param value what the button carries
  /// @param answerAt where he can be answered; may be empty
  record Clicked(String key, String action, String value, Person by, String answerAt)
      implements SlackSaid {}

  /// Somebody used the slash command.
  ///
  /// @param key the same when this is told again
  /// @param text what follows the command
  /// @param answerAt where he can be answered later; may be empty
  record Commanded(String key, String text, Person by, String answerAt) implements SlackSaid {}

  /// Somebody replied in a thread.
  ///
  /// @param key the same when this is told again
  /// @param channel the conversation's id
  /// @param thread the time stamp of the message that has the thread
  /// @param text as it was written, but for a mention of the app at its beginning
  /// @param mentioned whether there was one
  record Replied(
      String key, String channel, String thread, String text, boolean mentioned, Person by)
      implements SlackSaid {}

  /// Nothing that concerns incidents.
  record Irrelevant() implements SlackSaid {}
}
