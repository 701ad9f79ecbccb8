package io.firebell.core.notify;

/// Where a notification goes: which kind of channel, and whose address there.
///
/// It names the policy's entry rather than an address, so that no secret or personal datum is
/// written to a topic; the notifier looks the address up.
///
/// @param reference `channel/incidents-slack` or `user/alice`
public record Recipient(ChannelType type, String reference) {

  private static final String CHANNEL = "channel/";
  private static final String USER = "user/";

  /// @throws IllegalArgumentException if the reference is neither a channel's nor a user's
  public Recipient {
    if (!reference.startsWith(CHANNEL) && !reference.startsWith(USER)) {
      throw new IllegalArgumentException(
          "a recipient should be channel/NAME or user/NAME: was " + reference);
    }
  }

  public static Recipient channel(ChannelType type, String name) {
    return new Recipient(type, CHANNEL + name);
  }

  public static Recipient user(ChannelType type, String name) {
    return new Recipient(type, USER + name);
  }

  public boolean isUser() {
    return reference.startsWith(USER);
  }

  /// The name without its kind: `alice`.
  public String name() {
    return reference.substring(reference.indexOf('/') + 1);
  }

  /// `user/alice by slack`, for people.
  @Override
  public String toString() {
    return reference + " by " + type.wireName();
  }
}
