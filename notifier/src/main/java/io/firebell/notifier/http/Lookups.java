package io.firebell.notifier.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Dns;

/// Looks names up on threads of the platform. A lookup holds its thread for as long as the name
/// server takes, and that of a virtual thread the carrier below it, of which there are few for the
/// whole process.
final class Lookups implements Dns, AutoCloseable {

  private final Dns names;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("lookup-", 0).factory());

  Lookups(Dns names) {
    this.names = names;
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    Future<List<InetAddress>> found = threads.submit(() -> names.lookup(name));
    try {
      return found.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      found.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
