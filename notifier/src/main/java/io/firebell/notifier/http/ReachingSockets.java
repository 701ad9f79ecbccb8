package io.firebell.notifier.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Makes sockets that connect to nothing out of [Reach].
final class ReachingSockets extends SocketFactory {

  private final Reach reach;

  ReachingSockets(Reach reach) {
    this.reach = reach;
  }

  private static final class ReachingSocket extends Socket {

    private final Reach reach;

    ReachingSocket(Reach reach) {
      super(Proxy.NO_PROXY);
      this.reach = reach;
    }

    @Override
    public void connect(SocketAddress address, int timeoutMs) throws IOException {
      boolean within =
          address instanceof InetSocketAddress internet
              && !internet.isUnresolved()
              && reach.includes(internet.getAddress());
      if (!within) {
        close();
        throw new Reach.OutOfReach();
      }
      super.connect(address, timeoutMs);
    }
  }

  @Override
  public Socket createSocket() {
    return new ReachingSocket(reach);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    return connected(to, new InetSocketAddress(0));
  }

  private Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
    Socket socket = createSocket();
    socket.bind(from);
    socket.connect(to);
    return socket;
  }
}
