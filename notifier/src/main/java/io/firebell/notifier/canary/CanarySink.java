package io.firebell.notifier.canary;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import java.util.function.Consumer;

/// Where the canary's notifications end, in front of the terminal, which gets all others. Up to
/// here they go the way of every notification.
public final class CanarySink implements Sender {

  /// Whose the canary's alerts are. It can be no tenant's name, so it is in no path and nobody's
  /// policy, and what is decided of it is seen by nobody.
  public static final String TENANT = "~canary";

  private final Sender terminal;
  private final Consumer<Notification> arrived;

  /// @param arrived is told of every notification of the canary's, by the thread that delivers it
  public CanarySink(Sender terminal, Consumer<Notification> arrived) {
    this.terminal = terminal;
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
    arrived.accept(notification);
    return new Outcome.Delivered("");
  }

  @Override
  public void close() {
    terminal.close();
  }
}
