package io.firebell.notifier.send;

import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Finds where a recipient is reached under the tenant's current policy, which may be another than
/// the one under which the notification was decided: an address that has been corrected since is
/// the one to use.
public final class AddressBook {

  /// What was found.
  public sealed interface Entry {

    record Found(Address address) implements Entry {}

    /// @param reason for people, without secrets
    record Unknown(String reason) implements Entry {}
  }

  private final Function<String, Policy> policies;
  private final UnaryOperator<String> secrets;

  /// @param policies the current policy of a tenant
  /// @param secrets makes a secret of a reference to one, `${env:NAME}` or `${file:/path}`, and
  ///   leaves other text as it is; throws `IllegalArgumentException`, which names the reference,
  ///   when there is no such secret
  public AddressBook(Function<String, Policy> policies, UnaryOperator<String> secrets) {
    this.policies = policies;
    this.secrets = secrets;
  }

  public Entry find(Notification notification) {
    Policy policy = policies.apply(notification.incident().group().tenant());
    Recipient recipient = notification.recipient();
    Optional<Map<String, String>> settings = ChannelSettings.of(policy, recipient);
    if (settings.isEmpty()) {
      return new Entry.Unknown(absent(policy, recipient));
    }
    try {
      Map<String, String> resolved = new HashMap<>(settings.get());
      resolved.replaceAll((_, value) -> secrets.apply(value));
      return new Entry.Found(new Address(recipient.type(), recipient.name(), resolved));
    } catch (IllegalArgumentException e) {
      return new Entry.Unknown(recipient + " cannot be reached: " + e.getMessage());
    }
  }

  private static String absent(Policy policy, Recipient recipient) {
    String inPolicy = " in version " + policy.version() + " of the policy";
    if (recipient.isUser()) {
      return policy.user(recipient.name()).isEmpty()
          ? "there is no user " + recipient.name() + inPolicy
          : recipient.name() + " has no " + recipient.type().wireName() + " contact" + inPolicy;
    }
    return policy
            .channel(recipient.name())
            .map(channel ->
                "channel %s is of type %s, not %s,"
                    .formatted(
                        channel.name(), channel.type().wireName(), recipient.type().wireName()))
            .orElse("there is no channel " + recipient.name())
        + inPolicy;
  }
}
