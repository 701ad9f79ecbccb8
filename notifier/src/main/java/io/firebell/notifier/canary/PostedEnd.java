package io.firebell.notifier.canary;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.Map;
import java.util.function.Consumer;

/// Posts what comes as a webhook, so that the last stretch, over the wire, is not left out.
public final class PostedEnd implements CanaryEnd {

  private final Sender webhooks;
  private final Address address;
  private final Consumer<Notification> arrived;

  /// @param webhooks posts them; closed by whoever made it
  /// @param url to which they are posted
  /// @param arrived is told of every notification that has come there, by the thread that delivers
  ///   it
  public PostedEnd(Sender webhooks, String url, Consumer<Notification> arrived) {
    this.webhooks = webhooks;
    this.address = new Address(ChannelType.WEBHOOK, "canary", Map.of(ChannelSettings.URL, url));
    this.arrived = arrived;
  }

  @Override
  public Outcome take(Notification notification) throws InterruptedException {
    Outcome outcome = webhooks.send(notification, address);
    if (outcome instanceof Outcome.Delivered) {
      arrived.accept(notification);
    }
    return outcome;
  }
}
