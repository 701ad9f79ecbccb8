package io.firebell.schemas.alertmanager;

import io.firebell.core.policy.Policy;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Route;
import io.firebell.schemas.policy.PrometheusDuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// What is in force as a configuration of Alertmanager, as its API shows it: without secrets.
///
/// @param original the configuration as YAML
/// @param receivers their names, in order
public record ShownConfig(String original, List<String> receivers) {

  /// What Alertmanager writes in place of a secret.
  private static final String MASK = "<secret>";

  /// Keys whose value is a secret to Alertmanager wherever it stands. URLs count, since most of
  /// them can be used by whoever knows them.
  private static final Set<String> SECRETS =
      Set.of(
          "api_key",
          "api_secret",
          "api_url",
          "app_token",
          "auth_password",
          "auth_secret",
          "bearer_token",
          "bot_token",
          "client_secret",
          "credentials",
          "key",
          "password",
          "routing_key",
          "secret_key",
          "secrets",
          "service_key",
          "slack_api_url",
          "slack_app_token",
          "smtp_auth_password",
          "smtp_auth_secret",
          "token",
          "user_key",
          "webhook_url");

  private static final String WEBHOOKS = "webhook_configs";

  private static final Pattern LOGIN_IN_URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@");

  public ShownConfig {
    receivers = List.copyOf(receivers);
  }

  /// A configuration that has been accepted.
  public static ShownConfig of(String alertmanagerYml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(alertmanagerYml);
    Object masked = masked(loaded, "");
    List<String> receivers = new ArrayList<>();
    if (masked instanceof Map<?, ?> config && config.get("receivers") instanceof List<?> all) {
      for (Object one : all) {
        if (one instanceof Map<?, ?> receiver) {
          receivers.add(String.valueOf(receiver.get("name")));
        }
      }
    }
    return new ShownConfig(yaml(masked), receivers);
  }

  /// A policy, as far as Alertmanager has words for it: its routes, with each plan as a receiver.
  public static ShownConfig of(Policy policy) {
    List<String> receivers = List.copyOf(new TreeSet<>(policy.plans().keySet()));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("route", route(policy.routing().root()));
    config.put(
        "receivers", receivers.stream().map(name -> Map.<String, Object>of("name", name)).toList());
    return new ShownConfig(yaml(config), receivers);
  }

  private static Map<String, Object> route(Route route) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("receiver", route.plan());
    shown.put(
        "group_by",
        switch (route.groupBy()) {
          case Grouping.By(List<String> names) -> names;
          case Grouping.ByAll() -> List.of("...");
        });
    if (!route.matchers().isEmpty()) {
      shown.put("matchers", route.matchers().stream().map(Matcher::toString).toList());
    }
    if (route.continues()) {
      shown.put("continue", true);
    }
    shown.put("group_wait", PrometheusDuration.format(route.groupWait()));
    shown.put("group_interval", PrometheusDuration.format(route.groupInterval()));
    shown.put("repeat_interval", PrometheusDuration.format(route.repeatInterval()));
    if (!route.routes().isEmpty()) {
      shown.put("routes", route.routes().stream().map(ShownConfig::route).toList());
    }
    return shown;
  }

  /// @param under the key of the list or mapping that it is in
  private static Object masked(@Nullable Object value, String under) {
    if (value instanceof Map<?, ?> mapping) {
      Map<Object, Object> shown = new LinkedHashMap<>();
      mapping.forEach((key, each) -> {
        String name = String.valueOf(key);
        if (name.equals("url") && under.equals(WEBHOOKS)) {
          shown.put(key, maskedUrl(String.valueOf(each)));
        } else {
          boolean hidden = SECRETS.contains(name) && each != null;
          shown.put(key, hidden ? MASK : masked(each, name));
        }
      });
      return shown;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> masked(each, under)).toList();
    }
    if (value instanceof String text && LOGIN_IN_URL.matcher(text).find()) {
      return MASK;
    }
    return value == null ? "" : value;
  }

  /// Where a webhook is, but not which: older amtools read a URL here and no mask.
  private static String maskedUrl(String url) {
    return url.replaceFirst("^(https?://)(?:[^/?#]*@)?([^/?#@]+).*", "$1$2/" + MASK);
  }

  private static String yaml(Object value) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return new Dump(settings).dumpToString(value);
  }
}
