package io.firebell.schemas.alertmanager;

import io.firebell.schemas.policy.ChannelSettings;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `http_config`, of which a login is honoured. Followed:
/// [config/http_config.go](https://github.com/prometheus/common/blob/main/config/http_config.go).
final class HttpClientReader {

  private static final String ANOTHER_WAY =
      "cannot be honoured: Firebell reaches receivers directly, and by TLS as the JDK trusts it";

  private static final Keys KEYS =
      Keys.reading(
              "basic_auth",
              "authorization",
              "bearer_token",
              "bearer_token_file",
              "tls_config",
              "proxy_from_environment",
              "follow_redirects")
          .transport("enable_http2")
          .ignoring("no_proxy")
          .refusing(ANOTHER_WAY, "oauth2", "proxy_url", "proxy_connect_header", "http_headers");

  private static final Keys BASIC =
      Keys.reading("username", "password", "password_file")
          .refusing(ANOTHER_WAY, "username_file", "username_ref", "password_ref");

  private static final Keys AUTHORIZATION =
      Keys.reading("type", "credentials", "credentials_file")
          .refusing(ANOTHER_WAY, "credentials_ref");

  private static final Keys TLS =
      Keys.reading("insecure_skip_verify")
          .refusing(
              ANOTHER_WAY,
              "ca",
              "cert",
              "key",
              "ca_file",
              "cert_file",
              "key_file",
              "ca_ref",
              "cert_ref",
              "key_ref",
              "server_name",
              "min_version",
              "max_version");

  private HttpClientReader() {}

  static Login read(Value value) {
    Optional<Section> section = value.section(KEYS);
    section.flatMap(client -> client.get("tls_config")).ifPresent(HttpClientReader::checkTls);
    section
        .filter(client -> client.flag("proxy_from_environment", false))
        .flatMap(client -> client.get("proxy_from_environment"))
        .ifPresent(proxy -> proxy.refuseKey(ANOTHER_WAY));
    section
        .filter(client -> client.flag("follow_redirects", false))
        .flatMap(client -> client.get("follow_redirects"))
        .ifPresent(follow -> follow.warnKey("is not done: a redirect counts as a refusal"));
    return section.map(HttpClientReader::login).orElse(new Login.None());
  }

  /// Says that a certificate other than the JDK's own trust finds good cannot be honoured.
  static void checkTls(Value value) {
    value
        .section(TLS)
        .filter(tls -> tls.flag("insecure_skip_verify", false))
        .flatMap(tls -> tls.get("insecure_skip_verify"))
        .ifPresent(
            skip -> skip.refuseKey("cannot be honoured: Firebell always checks who it speaks to"));
  }

  private static Login login(Section client) {
    Optional<Login> basic = client.get("basic_auth").flatMap(HttpClientReader::basic);
    Optional<Login> bearer =
        client
            .get("authorization")
            .flatMap(HttpClientReader::authorization)
            .or(() ->
                credential(client, "bearer_token", "bearer_token_file").map(Login.Bearer::new));
    if (basic.isPresent() && bearer.isPresent()) {
      client.mapping().refuse("should have one login: has several");
    }
    return basic.or(() -> bearer).orElse(new Login.None());
  }

  private static Optional<Login> basic(Value value) {
    return value
        .section(BASIC)
        .flatMap(section -> {
          Optional<Value> username = section.filled("username");
          Optional<Login.Credential> password = credential(section, "password", "password_file");
          if (username.isEmpty() || password.isEmpty()) {
            value.refuse("should have a username and a password: one is missing");
            return Optional.empty();
          }
          return Optional.of(new Login.Basic(username.get(), password.get()));
        });
  }

  private static Optional<Login> authorization(Value value) {
    return value
        .section(AUTHORIZATION)
        .flatMap(section -> {
          String type = section.text("type").orElse("Bearer");
          if (!type.equalsIgnoreCase("Bearer")) {
            section
                .get("type")
                .ifPresent(other -> other.refuse("should be Bearer: other types are not sent"));
          }
          Optional<Login.Credential> token = credential(section, "credentials", "credentials_file");
          if (token.isEmpty()) {
            value.refuse("should have credentials: has none");
          }
          return token.map(Login.Bearer::new);
        });
  }

  /// What is written under one of two keys.
  static Optional<Login.Credential> credential(Section section, String text, String file) {
    section.oneOf(text, file);
    return section
        .filled(text)
        .map(value -> new Login.Credential(value, false))
        .or(() -> section.filled(file).map(value -> new Login.Credential(value, true)));
  }

  /// The settings of a channel that logs in like this.
  ///
  /// @param place what precedes the names of secrets, without a slash at its end
  static SequencedMap<String, Object> settings(Login login, Secrets secrets, String place) {
    SequencedMap<String, Object> settings = new LinkedHashMap<>();
    switch (login) {
      case Login.None() -> {}
      case Login.Bearer(Login.Credential token) ->
          settings.put(ChannelSettings.TOKEN, secrets.of(token, place + "/token", true));
      case Login.Basic(Value username, Login.Credential password) -> {
        settings.put(ChannelSettings.USERNAME, username.text().orElse(""));
        settings.put(ChannelSettings.PASSWORD, secrets.of(password, place + "/password", true));
      }
    }
    return settings;
  }
}
