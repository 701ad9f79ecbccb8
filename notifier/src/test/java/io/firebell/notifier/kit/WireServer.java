package io.firebell.notifier.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A server of raw connections on a free port of the loopback interface, and the faults that look
/// the same whatever is spoken over it.
public final class WireServer implements AutoCloseable {

  /// What is said on a connection.
  @FunctionalInterface
  public interface Conversation {
    void over(Socket socket) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch contacted = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  public WireServer(Conversation conversation) {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(conversation));
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Waits until somebody has connected.
  public void awaitContact() throws InterruptedException {
    if (!contacted.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody has connected");
    }
  }

  /// Whether somebody has connected.
  public boolean isContacted() {
    return contacted.getCount() == 0;
  }

  private void accept(Conversation conversation) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        contacted.countDown();
        Thread.ofVirtual().start(() -> converse(conversation, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Conversation conversation, Socket socket) {
    try (socket) {
      conversation.over(socket);
    } catch (IOException | InterruptedException e) {
      // The other side has gone, which is what some faults are about.
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /// Closes the connection with a reset instead of a farewell.
  public static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// Says nothing until the server is closed.
  public void hang() throws InterruptedException {
    closed.await();
  }

  /// Says a byte every 50 ms until the other side has had enough.
  public void drip(Socket socket, String beginning) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    out.write(beginning.getBytes(StandardCharsets.US_ASCII));
    while (!closed.await(50, TimeUnit.MILLISECONDS)) {
      out.write('x');
      out.flush();
    }
  }

  /// Waits as long as somebody does who is slow but well.
  public void dawdle() throws InterruptedException {
    assertThat(closed.await(300, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
