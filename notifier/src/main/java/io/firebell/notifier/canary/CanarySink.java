package io.firebell.notifier.canary;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.Map;
import java.util.function.Consumer;

/// Where the canary's notifications leave the way of every notification, in front of the terminal,
/// which gets all others. They are posted as webhooks to an end of their own, so that the last
/// stretch, over the wire, is not left out.
public final class CanarySink implements Sender {

  /// Whose the canary's alerts are. It can be no tenant's name, so it is in no path and nobody's
  /// policy, and what is decided of it is seen by nobody.
  public static final String TENANT = "~canary";

  private final Sender terminal;
  private final Sender webhooks;
  private final Address end;
  private final Consumer<Notification> arrived;

  /// @param webhooks posts them
  /// @param end the URL to which they are posted
  /// @param arrived is told of every notification of the canary's that has come there, by the
  ///   thread that delivers it
  public CanarySink(Sender terminal, Sender webhooks, String end, Consumer<Notification> arrived) {
    this.terminal = terminal;
    this.webhooks = webhooks;
    this.end = new Address(ChannelType.WEBHOOK, "canary", Map.of(ChannelSettings.URL, end));
    this.arrived = arrived;
  }

  @Override
  public ChannelType type() {
    return terminal.type();
  }

  @Override
  public Outcome send(Notification notification, Address address) throws InterruptedException {
    if (!notification.subject().tenant().equals(TENANT)) {
      return terminal.send(notification, address);
    }
    Outcome outcome = webhooks.send(notification, end);
    if (outcome instanceof Outcome.Delivered) {
      arrived.accept(notification);
    }
    return outcome;
  }

  @Override
  public void close() {
    webhooks.close();
    terminal.close();
  }
}
