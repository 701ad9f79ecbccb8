package io.firebell.notifier.send;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Where a notification goes, with everything needed to get it there. It holds secrets in the
/// clear, so it lives as long as an attempt and is not printed.
///
/// @param name what the policy calls the channel or user
/// @param settings by the names of [ChannelSettings], with the defaults filled in
public record Address(ChannelType type, String name, Map<String, String> settings) {

  private static final String HIDDEN = "[hidden]";
  private static final int SHORTEST_SECRET = 8;

  /// @throws IllegalArgumentException if a required setting is missing
  public Address {
    Map<String, String> complete = new HashMap<>();
    List<Setting> required = ChannelSettings.required(type, settings::containsKey);
    for (Setting setting : ChannelSettings.of(type)) {
      String value = settings.getOrDefault(setting.name(), setting.byDefault());
      if (required.contains(setting) && value.isEmpty()) {
        throw new IllegalArgumentException(
            "a %s should have the setting %s: %s has none"
                .formatted(type.wireName(), setting.name(), name));
      }
      complete.put(setting.name(), value);
    }
    ChannelSettings.headers(settings)
        .forEach((header, value) -> complete.put(ChannelSettings.header(header), value));
    settings.forEach((setting, value) -> {
      if (ChannelSettings.isTemplate(setting)) {
        complete.put(setting, value);
      }
    });
    settings = Map.copyOf(complete);
  }

  /// The value of a setting; empty when it is not set and has no default.
  ///
  /// @throws IllegalArgumentException if the type has no such setting
  public String get(String setting) {
    String value = settings.get(setting);
    if (value == null) {
      throw new IllegalArgumentException(
          "a setting should be one of " + settings.keySet() + ": was " + setting);
    }
    return value;
  }

  /// What is sent along as headers, by their names in lower case.
  public SortedMap<String, String> headers() {
    return ChannelSettings.headers(settings);
  }

  /// Whether there is a template for an event, whatever parts it has.
  public boolean hasTemplate(String event) {
    String prefix = ChannelSettings.template(event, "");
    return settings.keySet().stream().anyMatch(setting -> setting.startsWith(prefix));
  }

  /// A part of the template for an event; empty when there is none.
  public String template(String event, String part) {
    return settings.getOrDefault(ChannelSettings.template(event, part), "");
  }

  /// The text with every secret of this address taken out, for what the far side or a library says.
  public String withoutSecrets(String text) {
    String clean = text;
    for (String secret : secrets()) {
      clean = clean.replace(secret, HIDDEN);
    }
    return clean;
  }

  /// The secrets, and what often carries one: webhook URLs, and headers that are no short word.
  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (Setting setting : ChannelSettings.of(type)) {
      String value = get(setting.name());
      boolean isSecret =
          setting.kind() == Setting.Kind.SECRET || setting.name().equals(ChannelSettings.URL);
      if (isSecret && !value.isEmpty()) {
        secrets.add(value);
      }
    }
    headers().values().stream()
        .filter(value -> value.length() >= SHORTEST_SECRET)
        .forEach(secrets::add);
    return secrets;
  }

  /// `slack incidents-slack`.
  @Override
  public String toString() {
    return type.wireName() + " " + name;
  }
}
