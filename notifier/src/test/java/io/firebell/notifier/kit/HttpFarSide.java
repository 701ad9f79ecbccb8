package io.firebell.notifier.kit;

import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.send.Address;
import java.util.List;

/// A far side that speaks HTTP.
public interface HttpFarSide extends FarSide {

  HttpServer server();

  /// The same address, but at another server.
  ///
  /// @param url without a path
  Address addressAt(String url);

  default List<Request> requests() {
    return server().requests();
  }

  @Override
  default void behave(Fault fault) {
    server().behave(fault);
  }

  @Override
  default void awaitContact() throws InterruptedException {
    server().awaitContact();
  }

  @Override
  default void close() {
    server().close();
  }
}
