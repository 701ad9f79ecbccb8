package io.firebell.notifier.kit;

import io.firebell.notifier.kit.HttpServer.Request;
import java.util.List;

/// A far side that speaks HTTP.
public interface HttpFarSide extends FarSide {

  HttpServer server();

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
