package io.firebell.standalone.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Somebody who is paged by mail, on a free port of loopback, and remembers the message ids of
/// everything. The word that a mail is taken can be held back.
public final class MailServer implements AutoCloseable {

  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket listener;
  private CountDownLatch gate = new CountDownLatch(0);

  public MailServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// The message ids of all mails that came, without brackets and domain, in their order and as
  /// often as they came.
  public List<String> ids() {
    return List.copyOf(ids);
  }

  /// Takes mails and does not say so, of all that come from now on.
  public synchronized void hold() {
    gate = new CountDownLatch(1);
  }

  /// Says so, to everybody who waits and from now on at once.
  public synchronized void release() {
    gate.countDown();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> converse(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      say(socket, "220 test ESMTP");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
          case "DATA" -> {
            say(socket, "354 go on");
            take(in);
            say(socket, "250 taken");
          }
          case "QUIT" -> {
            say(socket, "221 bye");
            return;
          }
          default -> say(socket, "250 ok");
        }
      }
    } catch (IOException e) {
      // The client has been killed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private void take(BufferedReader in) throws IOException, InterruptedException {
    String id = "";
    @Nullable String line = in.readLine();
    while (line != null && !line.equals(".")) {
      if (line.startsWith("Message-ID: <")) {
        id = line.substring(line.indexOf('<') + 1, line.indexOf('@'));
      }
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("broken off");
    }
    arrived(id).await();
  }

  /// What the sender has to wait for.
  private synchronized CountDownLatch arrived(String id) {
    ids.add(id);
    return gate;
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    release();
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
