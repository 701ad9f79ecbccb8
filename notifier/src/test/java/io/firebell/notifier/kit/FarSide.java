package io.firebell.notifier.kit;

import io.firebell.notifier.send.Address;
import java.util.List;

/// A stand-in for what a channel sends to.
public interface FarSide extends AutoCloseable {

  /// How to reach it, with credentials that it accepts.
  Address address();

  /// How to reach it with credentials that it does not accept.
  Address addressWithWrongCredentials();

  /// How it behaves from now on.
  void behave(Fault fault);

  /// The identity of each message that was taken, as far as it shows on the wire.
  List<String> keys();

  /// Waits until somebody has connected.
  void awaitContact() throws InterruptedException;

  @Override
  void close();
}
