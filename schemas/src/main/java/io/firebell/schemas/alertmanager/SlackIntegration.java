package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.ChannelSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// `slack_configs`: an incoming webhook, or a bot token and a channel.
final class SlackIntegration implements Integration {

  private static final String POST_MESSAGE = "chat.postMessage";

  private static final Keys KEYS =
      Keys.reading(
              "send_resolved",
              "http_config",
              "api_url",
              "api_url_file",
              "app_token",
              "app_token_file",
              "app_url",
              "channel")
          .looks(
              "username",
              "color",
              "title",
              "title_link",
              "pretext",
              "text",
              "message_text",
              "fields",
              "short_fields",
              "footer",
              "fallback",
              "callback_id",
              "icon_emoji",
              "icon_url",
              "image_url",
              "thumb_url",
              "link_names",
              "mrkdwn_in",
              "actions",
              "edit_messages",
              "update_message",
              "message_strategy",
              "threaded_options")
          .transport("timeout");

  private final Globals globals;
  private final Secrets secrets;

  SlackIntegration(Globals globals, Secrets secrets) {
    this.globals = globals;
    this.secrets = secrets;
  }

  @Override
  public String key() {
    return "slack_configs";
  }

  @Override
  public ChannelType type() {
    return ChannelType.SLACK;
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
    Integration.fixed(
        entry.get("channel"), channel -> settings.put(ChannelSettings.CHANNEL, channel));
    Optional<Login.Credential> ownToken =
        HttpClientReader.credential(entry, "app_token", "app_token_file");
    Optional<Login.Credential> ownUrl =
        HttpClientReader.credential(entry, "api_url", "api_url_file");
    Login login = entry.get("http_config").map(HttpClientReader::read).orElseGet(globals::login);
    if (ownToken.isPresent()) {
      byToken(entry, ownToken.get(), place + "/app_token", false, settings);
      ownUrl.ifPresent(url -> url.value().refuse("should not stand beside a token: does"));
    } else if (ownUrl.isPresent()) {
      byUrl(entry, ownUrl.get(), place + "/api_url", login, settings);
    } else {
      byGlobals(entry, login, settings);
    }
    boolean loginUnused =
        !(login instanceof Login.None) && settings.containsKey(ChannelSettings.WEBHOOK);
    entry
        .get("http_config")
        .filter(_ -> loginUnused)
        .ifPresent(client ->
            client.refuseKey(
                "cannot be honoured: an incoming webhook is posted to without a login"));
    return settings;
  }

  private void byGlobals(Section entry, Login login, SequencedMap<String, Object> settings) {
    Optional<Login.Credential> token =
        globals.credential("slack_app_token", "slack_app_token_file");
    Optional<Login.Credential> url = globals.credential("slack_api_url", "slack_api_url_file");
    if (token.isPresent()) {
      byToken(entry, token.get(), "global/slack_app_token", false, settings);
    } else if (url.isPresent()) {
      byUrl(entry, url.get(), "global/slack_api_url", login, settings);
    } else {
      entry.mapping().refuse("should have an api_url or a token, here or under global: has none");
    }
  }

  /// A URL that is Slack's own method wants a token; any other is an incoming webhook.
  private void byUrl(
      Section entry,
      Login.Credential url,
      String place,
      Login login,
      SequencedMap<String, Object> settings) {
    if (url.isFile()) {
      settings.put(ChannelSettings.WEBHOOK, secrets.inFile(url.value(), false));
      return;
    }
    String text = url.value().text().orElse("");
    Optional<URI> uri = WebhookIntegration.url(text);
    if (uri.isEmpty()) {
      url.value().refuse("should be a URL such as https://hooks.slack.com/services/…: is none");
    } else if (!text.endsWith("/" + POST_MESSAGE)) {
      settings.put(ChannelSettings.WEBHOOK, secrets.written(url.value(), text, place));
    } else if (login instanceof Login.Bearer(Login.Credential token)) {
      byToken(entry, token, place.replace("api_url", "token"), true, settings);
      api(text, settings);
    } else {
      url.value().refuse("needs a token under http_config.authorization.credentials: has none");
    }
  }

  private void byToken(
      Section entry,
      Login.Credential token,
      String place,
      boolean foundFromConfiguration,
      SequencedMap<String, Object> settings) {
    settings.put(ChannelSettings.TOKEN, secrets.of(token, place, foundFromConfiguration));
    if (!settings.containsKey(ChannelSettings.CHANNEL) && entry.get("channel").isEmpty()) {
      entry.mapping().refuse("should have a channel: a token alone says none");
    }
    Integration.fixed(
        entry.get("app_url").or(() -> globals.filled("slack_app_url")),
        url -> {
          if (url.endsWith("/" + POST_MESSAGE)) {
            api(url, settings);
          } else {
            entry.mapping().refuse("should have an app_url that ends with /" + POST_MESSAGE);
          }
        });
  }

  private static void api(String method, SequencedMap<String, Object> settings) {
    String api = method.substring(0, method.length() - POST_MESSAGE.length());
    if (!api.equals("https://slack.com/api/")) {
      settings.put(ChannelSettings.API, api);
    }
  }
}
