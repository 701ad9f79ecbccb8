package io.firebell.schemas.alertmanager;

import java.util.Optional;

/// The section `global`: what receivers have that do not say it themselves.
final class Globals {

  private static final Keys KEYS =
      Keys.reading(
              "resolve_timeout",
              "http_config",
              "smtp_from",
              "smtp_hello",
              "smtp_smarthost",
              "smtp_auth_username",
              "smtp_auth_password",
              "smtp_auth_password_file",
              "smtp_auth_secret",
              "smtp_auth_secret_file",
              "smtp_auth_identity",
              "smtp_require_tls",
              "smtp_tls_config",
              "smtp_force_implicit_tls",
              "slack_api_url",
              "slack_api_url_file",
              "slack_app_token",
              "slack_app_token_file",
              "slack_app_url",
              "pagerduty_url")
          // What belongs to receivers that are refused where they stand.
          .ignoring(
              "jira_api_url",
              "opsgenie_api_url",
              "opsgenie_api_key",
              "opsgenie_api_key_file",
              "wechat_api_url",
              "wechat_api_secret",
              "wechat_api_secret_file",
              "wechat_api_corp_id",
              "victorops_api_url",
              "victorops_api_key",
              "victorops_api_key_file",
              "telegram_api_url",
              "telegram_bot_token",
              "telegram_bot_token_file",
              "webex_api_url",
              "rocketchat_api_url",
              "rocketchat_token",
              "rocketchat_token_file",
              "rocketchat_token_id",
              "rocketchat_token_id_file",
              "mattermost_webhook_url",
              "mattermost_webhook_url_file");

  private final Optional<Section> section;
  private final Login login;

  private Globals(Optional<Section> section, Login login) {
    this.section = section;
    this.login = login;
  }

  static Globals read(Optional<Value> value) {
    Optional<Section> section = value.flatMap(written -> written.section(KEYS));
    section.ifPresent(globals -> {
      globals.oneOf("slack_api_url", "slack_api_url_file");
      globals.oneOf("slack_app_token", "slack_app_token_file");
      globals.oneOf("smtp_auth_password", "smtp_auth_password_file");
      globals.get("smtp_tls_config").ifPresent(HttpClientReader::checkTls);
    });
    Login login =
        section
            .flatMap(globals -> globals.get("http_config"))
            .map(HttpClientReader::read)
            .orElse(new Login.None());
    if (!(login instanceof Login.None)) {
      section
          .flatMap(globals -> globals.get("http_config"))
          .ifPresent(client -> client.warnKey("logs in to webhooks and to Slack's Web API only"));
    }
    return new Globals(section, login);
  }

  Optional<Value> get(String key) {
    return section.flatMap(globals -> globals.get(key));
  }

  Optional<Value> filled(String key) {
    return section.flatMap(globals -> globals.filled(key));
  }

  Optional<Login.Credential> credential(String text, String file) {
    return filled(text)
        .map(value -> new Login.Credential(value, false))
        .or(() -> filled(file).map(value -> new Login.Credential(value, true)));
  }

  /// How requests log in that have no `http_config` of their own.
  Login login() {
    return login;
  }

  Optional<Value> resolveTimeout() {
    return get("resolve_timeout");
  }
}
