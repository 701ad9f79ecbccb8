package io.firebell.streams.topology;

/// The names of the topology's ways out.
final class Sinks {
  static final String HEARTBEATS = "heartbeats-sink";
  static final String INHIBITORS = "inhibitors-sink";
  static final String SILENCES = "silences-sink";
  static final String FACTS = "facts-sink";
  static final String INCIDENTS = "incidents-sink";
  static final String COMMANDS = "commands-sink";
  static final String NOTIFICATIONS = "notifications-sink";

  private Sinks() {}
}
