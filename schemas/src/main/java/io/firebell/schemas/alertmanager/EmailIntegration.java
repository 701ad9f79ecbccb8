package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `email_configs`: mail to fixed addresses by one server.
final class EmailIntegration implements Integration {

  private static final Pattern ADDRESS =
      Pattern.compile("(?<name>[^<>]*<)?(?<address>[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+)>?");
  private static final Pattern SMARTHOST =
      Pattern.compile("\\[?(?<host>[^\\[\\]]+)]?:(?<port>[0-9]{1,5})");
  private static final int IMPLICIT_TLS_PORT = 465;

  private static final Keys KEYS =
      Keys.reading(
              "send_resolved",
              "to",
              "from",
              "hello",
              "smarthost",
              "auth_username",
              "auth_password",
              "auth_password_file",
              "auth_secret",
              "auth_secret_file",
              "auth_identity",
              "require_tls",
              "tls_config",
              "force_implicit_tls")
          .looks("headers", "html", "text", "threading");

  private final Globals globals;
  private final Secrets secrets;

  EmailIntegration(Globals globals, Secrets secrets) {
    this.globals = globals;
    this.secrets = secrets;
  }

  @Override
  public String key() {
    return "email_configs";
  }

  @Override
  public ChannelType type() {
    return ChannelType.EMAIL;
  }

  @Override
  public Keys keys() {
    return KEYS;
  }

  @Override
  public boolean sendsResolved() {
    return false;
  }

  @Override
  public SequencedMap<String, Object> settings(Section entry, String place) {
    SequencedMap<String, Object> settings = new LinkedHashMap<>();
    Optional<Value> to = entry.filled("to");
    if (to.isEmpty()) {
      entry.mapping().refuse("should have addresses under to: has none");
    }
    Integration.fixed(to, text -> to.ifPresent(value -> addresses(value, text, settings)));
    Optional<Value> from = require(entry, "from", "smtp_from");
    Integration.fixed(
        from,
        text ->
            from.flatMap(value -> address(value, text))
                .ifPresent(address -> settings.put(ChannelSettings.FROM, address)));
    Optional<Value> smarthost = require(entry, "smarthost", "smtp_smarthost");
    Integration.fixed(
        smarthost, text -> smarthost.ifPresent(value -> server(entry, value, text, settings)));
    entry.get("tls_config").ifPresent(HttpClientReader::checkTls);
    login(entry, place, settings);
    Integration.fixed(
        inherited(entry, "hello", "smtp_hello"),
        hello -> settings.put(ChannelSettings.HELLO, hello));
    return settings;
  }

  private Optional<Value> inherited(Section entry, String key, String globalKey) {
    return entry.filled(key).or(() -> globals.filled(globalKey));
  }

  private Optional<Value> require(Section entry, String key, String globalKey) {
    Optional<Value> value = inherited(entry, key, globalKey);
    if (value.isEmpty()) {
      entry
          .mapping()
          .refuse("should have " + key + " here or global." + globalKey + ": has neither");
    }
    return value;
  }

  private static void addresses(Value value, String text, SequencedMap<String, Object> settings) {
    List<String> addresses = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      address(value, one.strip()).ifPresent(addresses::add);
    }
    settings.put(ChannelSettings.TO, addresses);
  }

  /// The address in what may have a name before it.
  private static Optional<String> address(Value value, String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || (matcher.group("name") != null) != text.endsWith(">")) {
      value.refuse("should be e-mail addresses such as ops@example.com, with commas between them");
      return Optional.empty();
    }
    if (matcher.group("name") != null) {
      value.warn("the name before the address is not taken over");
    }
    return Optional.of(matcher.group("address"));
  }

  private void server(
      Section entry, Value value, String text, SequencedMap<String, Object> settings) {
    Matcher matcher = SMARTHOST.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group("port")) : 0;
    if (port < 1 || port > 65_535) {
      value.refuse("should be a host and a port such as smtp.example.com:587");
      return;
    }
    settings.put(ChannelSettings.HOST, matcher.group("host"));
    settings.put(ChannelSettings.PORT, port);
    boolean implicit =
        flag(entry, "force_implicit_tls", "smtp_force_implicit_tls", port == IMPLICIT_TLS_PORT);
    boolean required = flag(entry, "require_tls", "smtp_require_tls", true);
    settings.put(ChannelSettings.TLS, implicit ? "tls" : required ? "starttls" : "none");
  }

  private boolean flag(Section entry, String key, String globalKey, boolean otherwise) {
    return entry.get(key).or(() -> globals.get(globalKey)).flatMap(Value::flag).orElse(otherwise);
  }

  /// Without a user there is no login, whatever else is written.
  private void login(Section entry, String place, SequencedMap<String, Object> settings) {
    Optional<Value> username = inherited(entry, "auth_username", "smtp_auth_username");
    if (username.isEmpty()) {
      return;
    }
    inherited(entry, "auth_identity", "smtp_auth_identity")
        .filter(identity -> !identity.text().equals(username.get().text()))
        .ifPresent(identity -> identity.refuseKey("cannot be honoured: the user is the identity"));
    Optional<Login.Credential> own =
        HttpClientReader.credential(entry, "auth_password", "auth_password_file");
    Optional<Login.Credential> password =
        own.or(() -> globals.credential("smtp_auth_password", "smtp_auth_password_file"));
    for (Optional<Value> secret :
        List.of(
            inherited(entry, "auth_secret", "smtp_auth_secret"),
            inherited(entry, "auth_secret_file", "smtp_auth_secret_file"))) {
      secret.ifPresent(value -> value.warnKey("is not used: CRAM-MD5 is not spoken"));
    }
    if (password.isEmpty()) {
      username.get().refuse("should come with a password: there is none");
      return;
    }
    if ("none".equals(settings.get(ChannelSettings.TLS))) {
      password
          .get()
          .value()
          .refuseKey("cannot be honoured without TLS: a password is only sent encrypted");
    }
    Integration.fixed(username, name -> settings.put(ChannelSettings.USERNAME, name));
    settings.put(
        ChannelSettings.PASSWORD,
        secrets.of(
            password.get(),
            own.isPresent() ? place + "/auth_password" : "global/smtp_auth_password",
            false));
  }
}
