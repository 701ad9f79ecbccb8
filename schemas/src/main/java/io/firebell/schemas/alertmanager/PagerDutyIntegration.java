package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// `pagerduty_configs`: an integration of the Events API v2.
final class PagerDutyIntegration implements Integration {

  private static final String ENQUEUE = "/v2/enqueue";
  private static final String USUAL_API = "https://events.pagerduty.com";
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

  private static final Keys KEYS =
      Keys.reading(
              "send_resolved", "http_config", "routing_key", "routing_key_file", "url", "severity")
          .looks(
              "client",
              "client_url",
              "description",
              "details",
              "images",
              "links",
              "source",
              "class",
              "component",
              "group")
          .transport("timeout")
          .refusing(
              "cannot be honoured: it is for the Events API v1. Add an Events API v2 integration to"
                  + " the service, and write its key as routing_key",
              "service_key",
              "service_key_file");

  private final Globals globals;
  private final Secrets secrets;

  PagerDutyIntegration(Globals globals, Secrets secrets) {
    this.globals = globals;
    this.secrets = secrets;
  }

  @Override
  public String key() {
    return "pagerduty_configs";
  }

  @Override
  public ChannelType type() {
    return ChannelType.PAGERDUTY;
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
    Optional<Login.Credential> key =
        HttpClientReader.credential(entry, "routing_key", "routing_key_file");
    key.ifPresent(found -> {
      if (found.value().isTemplate()) {
        found.value().refuse("should be the same for every notification: is a template");
      } else {
        settings.put(ChannelSettings.ROUTING_KEY, secrets.of(found, place + "/routing_key", false));
      }
    });
    if (key.isEmpty()
        && entry.get("service_key").or(() -> entry.get("service_key_file")).isEmpty()) {
      entry.mapping().refuse("should have a routing_key or a routing_key_file: has neither");
    }
    entry.get("http_config").ifPresent(PagerDutyIntegration::checkNoLogin);
    api(entry.filled("url").or(() -> globals.filled("pagerduty_url")), settings);
    severity(entry, settings);
    return settings;
  }

  private static void checkNoLogin(Value client) {
    if (!(HttpClientReader.read(client) instanceof Login.None)) {
      client.refuseKey("cannot be honoured: PagerDuty is told who it is by the routing key alone");
    }
  }

  private static void api(Optional<Value> url, SequencedMap<String, Object> settings) {
    Integration.fixed(
        url,
        text -> {
          if (!text.endsWith(ENQUEUE) || WebhookIntegration.url(text).isEmpty()) {
            url.ifPresent(value -> value.refuse("should be a URL that ends with " + ENQUEUE));
          } else if (!text.equals(USUAL_API + ENQUEUE)) {
            settings.put(ChannelSettings.API, text.substring(0, text.length() - ENQUEUE.length()));
          }
        });
  }

  /// What Alertmanager says where nothing is written is `error`, whatever the alerts say.
  private static void severity(Section entry, SequencedMap<String, Object> settings) {
    Optional<Value> written = entry.filled("severity");
    if (written.filter(Value::isTemplate).isPresent()) {
      written
          .get()
          .warn("is a template: PagerDuty is told the severity that goes with the priority");
      return;
    }
    String severity = written.flatMap(Value::text).orElse("error");
    if (SEVERITIES.contains(severity)) {
      settings.put(ChannelSettings.SEVERITY, severity);
    } else {
      written.ifPresent(value -> value.refuse("should be critical, error, warning or info"));
    }
  }
}
