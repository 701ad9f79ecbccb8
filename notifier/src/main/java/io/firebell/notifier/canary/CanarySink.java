package io.firebell.notifier.canary;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.policy.CanaryPolicy;

/// Where the notifications of Firebell's own alerts leave the way of every notification, in front
/// of a sender which gets all others.
public final class CanarySink implements BundlingSender {

  private final Sender others;
  private final CanaryEnd end;

  /// @param others of a type of channel that [CanaryPolicy] has
  /// @param end where its own go; closed by whoever made it
  public CanarySink(Sender others, CanaryEnd end) {
    this.others = others;
    this.end = end;
  }

  @Override
  public ChannelType type() {
    return others.type();
  }

  @Override
  public Outcome send(Notification notification, Address address) throws InterruptedException {
    return notification.subject().tenant().equals(CanaryPolicy.TENANT)
        ? end.take(notification)
        : others.send(notification, address);
  }

  @Override
  public boolean bundles(Notification notification) {
    return others instanceof BundlingSender bundling && bundling.bundles(notification);
  }

  @Override
  public Outcome send(Bundle bundle, Address address) throws InterruptedException {
    return others instanceof BundlingSender bundling
        ? bundling.send(bundle, address)
        : new Outcome.Rejected(type().wireName() + " tells of one incident at a time");
  }

  @Override
  public void close() {
    others.close();
  }
}
