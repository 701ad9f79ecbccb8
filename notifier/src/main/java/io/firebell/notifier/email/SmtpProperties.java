package io.firebell.notifier.email;

import io.firebell.notifier.http.Reach;
import io.firebell.notifier.send.Address;
import io.firebell.schemas.policy.ChannelSettings;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/// The settings of a channel as the [SMTP
/// provider](https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html)
/// knows them.
final class SmtpProperties {

  private SmtpProperties() {}

  /// @param reach where servers may be found
  /// @param factory whose certificates are trusted; where there is a limit to the reach and the
  ///   connection is encrypted from the beginning, those are that this machine trusts
  static Properties of(
      Address address,
      Duration connectWithin,
      Duration answerWithin,
      Reach reach,
      SSLSocketFactory factory) {
    String tls = address.get(ChannelSettings.TLS);
    Properties properties = new Properties();
    set(properties, "connectiontimeout", connectWithin.toMillis());
    set(properties, "timeout", answerWithin.toMillis());
    set(properties, "writetimeout", answerWithin.toMillis());
    set(properties, "auth", !address.get(ChannelSettings.USERNAME).isEmpty());
    set(properties, "starttls.enable", tls.equals("starttls"));
    set(properties, "starttls.required", tls.equals("starttls"));
    set(properties, "ssl.enable", tls.equals("tls"));
    set(properties, "ssl.checkserveridentity", true);
    set(properties, "sendpartial", true);
    set(properties, "quitwait", false);
    if (!address.get(ChannelSettings.HELLO).isEmpty()) {
      set(properties, "localhost", address.get(ChannelSettings.HELLO));
    }
    // Or a connection that the factory refuses would be made without it.
    set(properties, "socketFactory.fallback", false);
    properties.put("mail.smtp.ssl.socketFactory", factory);
    reach
        .sockets()
        .ifPresent(sockets -> {
          // One that is no factory for TLS makes the connection, and TLS is put on it.
          String connecting = tls.equals("tls") ? "ssl.socketFactory" : "socketFactory";
          properties.put("mail.smtp." + connecting, sockets);
        });
    return properties;
  }

  /// The port that is set, or the usual one.
  static int port(Address address) {
    String port = address.get(ChannelSettings.PORT);
    if (!port.isEmpty()) {
      return Integer.parseInt(port);
    }
    return switch (address.get(ChannelSettings.TLS)) {
      case "none" -> 25;
      case "tls" -> 465;
      default -> 587;
    };
  }

  private static void set(Properties properties, String name, Object value) {
    properties.setProperty("mail.smtp." + name, value.toString());
  }
}
