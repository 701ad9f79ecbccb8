package io.firebell.core.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import java.util.Map;

/// A configured way out, as the policy names it.
///
/// @param sendResolved whether it hears that an incident is over
/// @param settings what the notifier needs to reach it, with the provider's settings filled in.
///   Secrets stay the references that the policy has, `${env:NAME}` or `${file:/path}`
public record Channel(
    String name, ChannelType type, boolean sendResolved, Map<String, String> settings) {
  public Channel {
    settings = Map.copyOf(settings);
  }

  public Recipient recipient() {
    return Recipient.channel(type, name);
  }
}
