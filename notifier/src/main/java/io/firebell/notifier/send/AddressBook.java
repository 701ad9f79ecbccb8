package io.firebell.notifier.send;

import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.Rate;
import io.firebell.schemas.policy.SecretResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds where a recipient is reached under the tenant's current policy, which may be another than
/// the one under which the notification was decided: an address that has been corrected since is
/// the one to use.
public final class AddressBook {

  /// What was found.
  public sealed interface Entry {

    record Found(Address address) implements Entry {}

    /// There is no such recipient.
    ///
    /// @param reason for people, without secrets
    record Unknown(String reason) implements Entry {}

    /// The policy by which the recipient was chosen has not come here yet.
    ///
    /// @param reason for people
    record NotYet(String reason) implements Entry {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);

  private final Function<String, Policy> policies;
  private final SecretResolver secrets;

  /// @param policies the current policy of a tenant
  public AddressBook(Function<String, Policy> policies, SecretResolver secrets) {
    this.policies = policies;
    this.secrets = secrets;
  }

  public Entry find(Notification notification) {
    return find(
        notification.subject().tenant(),
        notification.recipient(),
        notification.subject().policyVersion());
  }

  /// Where a recipient is reached now.
  public Entry find(String tenant, Recipient recipient) {
    return find(tenant, recipient, 0);
  }

  private Entry find(String tenant, Recipient recipient, long decidedUnder) {
    Policy policy = policies.apply(tenant);
    Optional<Map<String, String>> settings = ChannelSettings.of(policy, recipient);
    if (settings.isEmpty()) {
      return policy.version() < decidedUnder
          ? new Entry.NotYet("version " + decidedUnder + " of the policy has not come here yet")
          : new Entry.Unknown(absent(policy, recipient));
    }
    try {
      Map<String, String> resolved = resolved(settings.get());
      return new Entry.Found(new Address(recipient.type(), recipient.name(), resolved));
    } catch (IllegalArgumentException e) {
      return new Entry.Unknown(recipient + " cannot be reached: " + e.getMessage());
    }
  }

  /// Templates are left as they are: what they say is read by others. So are the secrets by which
  /// answers are verified: a page goes out without them.
  private Map<String, String> resolved(Map<String, String> settings) {
    Map<String, String> left = new HashMap<>(settings);
    left.keySet()
        .removeIf(one -> !ChannelSettings.isTemplate(one) && !ChannelSettings.isForHearing(one));
    Map<String, String> others = new HashMap<>(settings);
    others.keySet().removeAll(left.keySet());
    Map<String, String> links = linkSecrets(others);
    others.keySet().removeAll(ChannelSettings.LINK_SECRETS);
    Map<String, String> resolved = new HashMap<>(secrets.resolve(others));
    resolved.putAll(links);
    resolved.putAll(left);
    return resolved;
  }

  /// How often a recipient may be written to under the current policy; empty for as often as there
  /// is something to say.
  public Optional<Rate> rate(Notification notification) {
    Recipient recipient = notification.recipient();
    return ChannelSettings.of(policies.apply(notification.subject().tenant()), recipient)
        .flatMap(settings -> ChannelSettings.rate(recipient.type(), settings));
  }

  /// The secrets that links are signed with, as far as they are there: a mail goes out without
  /// links rather than not at all.
  private Map<String, String> linkSecrets(Map<String, String> settings) {
    Map<String, String> found = new HashMap<>();
    for (String setting : ChannelSettings.LINK_SECRETS) {
      String reference = settings.getOrDefault(setting, "");
      try {
        found.put(setting, secrets.resolve(reference));
      } catch (IllegalArgumentException e) {
        LOG.atWarn()
            .addKeyValue("setting", setting)
            .addKeyValue("reason", e.getMessage())
            .log("A secret for links is not there, and mails have none");
      }
    }
    found.values().removeIf(String::isEmpty);
    return found;
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
