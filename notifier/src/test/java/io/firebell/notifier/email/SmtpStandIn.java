package io.firebell.notifier.email;

import io.firebell.core.notify.ChannelType;
import io.firebell.notifier.kit.FarSide;
import io.firebell.notifier.kit.Fault;
import io.firebell.notifier.kit.LocalhostTls;
import io.firebell.notifier.kit.WireServer;
import io.firebell.notifier.send.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A mail server that can be made to misbehave. It refuses every recipient whose name begins with
/// `nobody`, and asks every one whose name begins with `grey` to be tried again.
final class SmtpStandIn implements FarSide {

  static final String PASSWORD = "a-good-password";

  private final String tls;
  private final WireServer wire = new WireServer(this::converse);
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private volatile Fault fault = Fault.NONE;
  private volatile Map<String, String> replies = Map.of();
  private volatile Map<String, Fault> faults = Map.of();
  private volatile String hello = "";

  /// @param tls what it offers, and what its address says
  SmtpStandIn(String tls) {
    this.tls = tls;
  }

  @Override
  public Address address() {
    return address(Map.of());
  }

  @Override
  public Address addressWithWrongCredentials() {
    return address(Map.of("password", "a-wrong-password"));
  }

  /// The good address, but with these settings.
  Address address(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("to", "ops@example.com");
    settings.put("from", "firebell@example.com");
    settings.put("host", "localhost");
    settings.put("port", String.valueOf(wire.port()));
    settings.put("tls", tls);
    settings.put("username", "firebell");
    settings.put("password", PASSWORD);
    settings.putAll(changed);
    return new Address(ChannelType.EMAIL, "ops", settings);
  }

  /// How the last client has greeted.
  String hello() {
    return hello;
  }

  @Override
  public void behave(Fault now) {
    fault = now;
    if (now == Fault.AWAY) {
      wire.close();
    }
  }

  /// Answers this to a command; `.` stands for the end of the mail.
  void reply(String command, String reply) {
    replies = Map.of(command, reply);
  }

  /// Behaves so instead of answering a command; `.` stands for the end of the mail and `MIDDLE` for
  /// its first line.
  void behaveAt(String command, Fault now) {
    faults = Map.of(command, now);
  }

  /// The mails that were taken, with a line on top that says whether they came encrypted.
  List<String> mails() {
    return List.copyOf(mails);
  }

  @Override
  public List<String> keys() {
    return mails.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Message-ID: "))
        .toList();
  }

  @Override
  public void awaitContact() throws InterruptedException {
    wire.awaitContact();
  }

  private void converse(Socket socket) throws IOException, InterruptedException {
    boolean encrypted = tls.equals("tls");
    Socket connection = encrypted ? LocalhostTls.encrypted(socket) : socket;
    if (fault == Fault.DRIPPING) {
      wire.drip(connection, "220 ");
    }
    say(connection, fault == Fault.GARBAGE ? "SSH-2.0-OpenSSH_9.2" : "220 stand-in ESMTP");
    obey(connection, encrypted);
  }

  private void obey(Socket socket, boolean encrypted) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT).replace("HELO", "EHLO");
      if (command.equals("EHLO")) {
        hello = line;
      }
      if (misbehave(socket, command)) {
        return;
      }
      String reply = replies.getOrDefault(command, usual(command, line));
      say(socket, reply);
      switch (command) {
        case "QUIT" -> {
          return;
        }
        case "STARTTLS" -> {
          obey(LocalhostTls.encrypted(socket), true);
          return;
        }
        default -> {
          if (reply.startsWith("354")) {
            take(socket, in, encrypted ? "encrypted" : "plain");
          }
        }
      }
    }
  }

  /// Returns whether the conversation is over.
  private boolean misbehave(Socket socket, String command)
      throws IOException, InterruptedException {
    switch (faults.getOrDefault(command, Fault.NONE)) {
      case HANGING -> wire.hang();
      case RESETTING -> WireServer.reset(socket);
      case DRIPPING -> wire.drip(socket, "2");
      case HALF -> {
        socket.getOutputStream().write('2');
        socket.close();
      }
      case NONE, LATE, BUSY, BROKEN, REFUSING, GARBAGE, AWAY -> {
        return false;
      }
    }
    return true;
  }

  private String usual(String command, String line) {
    return switch (command) {
      case "EHLO" ->
          "250-stand-in\r\n"
              + (tls.equals("starttls") ? "250-STARTTLS\r\n" : "")
              + "250 AUTH PLAIN";
      case "AUTH" -> isRight(line) ? "235 2.7.0 welcome" : "535 5.7.8 wrong: " + line;
      case "MAIL" -> fault == Fault.BROKEN ? "451 4.3.0 later" : "250 2.1.0 ok";
      case "RCPT" -> toRecipient(line);
      case "DATA" -> "354 go on";
      case "STARTTLS" -> "220 go ahead";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private String toRecipient(String recipient) {
    if (fault == Fault.REFUSING || recipient.contains("<nobody")) {
      return "550 5.1.1 " + recipient + " is unknown";
    }
    return fault == Fault.BUSY || recipient.contains("<grey")
        ? "450 4.2.1 " + recipient + " come back"
        : "250 2.1.5 ok";
  }

  private static boolean isRight(String line) {
    String token = line.substring(line.lastIndexOf(' ') + 1);
    return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8)
        .endsWith("\0firebell\0" + PASSWORD);
  }

  private void take(Socket socket, BufferedReader in, String how)
      throws IOException, InterruptedException {
    StringBuilder mail = new StringBuilder("Came: " + how + "\n");
    for (@Nullable String line = in.readLine();
        line != null && !line.equals(".");
        line = in.readLine()) {
      mail.append(line).append('\n');
      if (misbehave(socket, "MIDDLE")) {
        return;
      }
    }
    if (misbehave(socket, ".")) {
      return;
    }
    switch (fault) {
      case RESETTING -> WireServer.reset(socket);
      case HALF -> {
        socket.getOutputStream().write('2');
        socket.close();
      }
      case HANGING -> wire.hang();
      case LATE -> {
        wire.dawdle();
        accept(socket, mail.toString());
      }
      case NONE, BUSY, BROKEN, REFUSING, GARBAGE, DRIPPING, AWAY -> accept(socket, mail.toString());
    }
  }

  private void accept(Socket socket, String mail) throws IOException {
    String reply = replies.getOrDefault(".", "250 2.0.0 queued");
    if (reply.startsWith("2")) {
      mails.add(mail);
    }
    say(socket, reply);
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    wire.close();
  }
}
