package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.ChannelSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// `webhook_configs`: a URL that is posted to, with a login where there is one.
final class WebhookIntegration implements Integration {

  private static final Keys KEYS =
      Keys.reading("send_resolved", "http_config", "url", "url_file")
          .looks("payload")
          .warning("is not taken over: as many alerts are sent as fit", "max_alerts")
          .transport("timeout");

  private final Globals globals;
  private final Secrets secrets;

  WebhookIntegration(Globals globals, Secrets secrets) {
    this.globals = globals;
    this.secrets = secrets;
  }

  @Override
  public String key() {
    return "webhook_configs";
  }

  @Override
  public ChannelType type() {
    return ChannelType.WEBHOOK;
  }

  @Override
  public Keys keys() {
    return KEYS;
  }

  @Override
  public boolean sendsResolved() {
    return true;
  }

  @Override
  public SequencedMap<String, Object> settings(Section entry, String place) {
    SequencedMap<String, Object> settings = new LinkedHashMap<>();
    Optional<Login.Credential> found = HttpClientReader.credential(entry, "url", "url_file");
    if (found.isEmpty()) {
      entry.mapping().refuse("should have a url or a url_file: has neither");
    }
    Login login = entry.get("http_config").map(HttpClientReader::read).orElseGet(globals::login);
    String loginPlace = entry.get("http_config").isPresent() ? place : "global/http_config";
    Map<String, Object> asked = HttpClientReader.settings(login, secrets, loginPlace);
    found.ifPresent(url -> {
      if (url.isFile()) {
        settings.put(ChannelSettings.URL, secrets.inFile(url.value(), false));
      } else {
        written(url.value(), place, settings, asked.isEmpty());
      }
    });
    settings.putAll(asked);
    return settings;
  }

  private void written(
      Value value, String place, SequencedMap<String, Object> settings, boolean mayLogIn) {
    Integration.fixed(
        Optional.of(value),
        text -> {
          Optional<URI> url = url(text);
          if (url.isEmpty()) {
            value.refuse("should be a URL such as https://example.com/hook: is none");
          } else if (url.get().getRawUserInfo() == null) {
            settings.put(ChannelSettings.URL, reference(value, url.get(), place));
          } else {
            withLogin(value, url.get(), place, settings, mayLogIn);
          }
        });
  }

  /// A user and a password before the host are sent as a header.
  private void withLogin(
      Value value, URI url, String place, SequencedMap<String, Object> settings, boolean mayLogIn) {
    String[] parts = url.getUserInfo().split(":", 2);
    if (!mayLogIn || parts.length < 2 || parts[0].isEmpty() || parts[0].contains("${")) {
      value.refuse("should have one login with a user and a password: has another");
      return;
    }
    URI bare = URI.create(url.toString().replace(url.getRawUserInfo() + "@", ""));
    settings.put(ChannelSettings.URL, reference(value, bare, place));
    settings.put(ChannelSettings.USERNAME, parts[0]);
    settings.put(
        ChannelSettings.PASSWORD, secrets.written(value, parts[1], place + "/url/password"));
  }

  /// Alertmanager keeps these URLs secret, since some have a token in them. A policy for people to
  /// read has those in clear that have no query, where most tokens are.
  private String reference(Value value, URI url, String place) {
    boolean secret = secrets.areLeftInTheConfiguration() || url.getRawQuery() != null;
    return secret ? secrets.written(value, url.toString(), place + "/url") : url.toString();
  }

  static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
