package io.firebell.notifier.slack;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message as Slack names it.
///
/// @param channel the conversation's id, also where it was addressed by name or by member
/// @param ts the time stamp that is unique in it
record RemoteMessage(String channel, String ts) {

  /// The id of a message as Slack's answer names it; empty where it names none.
  static String id(@Nullable String channel, @Nullable String ts) {
    return channel == null || ts == null ? "" : new RemoteMessage(channel, ts).toString();
  }

  /// Reads what [#toString] wrote; empty for anything else.
  static Optional<RemoteMessage> parse(String remoteId) {
    int colon = remoteId.indexOf(':');
    return colon < 1 || colon == remoteId.length() - 1
        ? Optional.empty()
        : Optional.of(
            new RemoteMessage(remoteId.substring(0, colon), remoteId.substring(colon + 1)));
  }

  /// `C024BE91L:1763690645.000200`.
  @Override
  public String toString() {
    return channel + ":" + ts;
  }
}
