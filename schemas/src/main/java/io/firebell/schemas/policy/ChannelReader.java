package io.firebell.schemas.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Contact;
import io.firebell.core.policy.User;
import io.firebell.schemas.policy.Setting.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the ways out: the sections `providers`, `channels` and `users`, the first of which the
/// other two build on.
final class ChannelReader {

  private static final List<String> TYPES =
      Arrays.stream(ChannelType.values()).map(ChannelType::wireName).toList();

  private static final List<String> CONTACT_TYPES =
      Arrays.stream(ChannelType.values())
          .filter(type -> ChannelSettings.address(type).isPresent())
          .map(ChannelType::wireName)
          .toList();

  private static final String SEND_RESOLVED = "sendResolved";

  /// What is written for each type under `providers`.
  private final Map<ChannelType, Map<String, String>> providers = new EnumMap<>(ChannelType.class);

  /// The same with what is usual where nothing is written, and texts for templates.
  private final Map<ChannelType, Map<String, String>> shared = new EnumMap<>(ChannelType.class);

  private final TemplateReader templates;

  /// @param templates those of the policy, which have been read
  ChannelReader(TemplateReader templates) {
    this.templates = templates;
  }

  /// Reads what channels and contacts of each type share. To be called first.
  void readProviders(YamlValue section) {
    section
        .discreetly()
        .fields(TYPES)
        .ifPresent(fields -> {
          for (ChannelType type : ChannelType.values()) {
            fields.get(type.wireName()).ifPresent(value -> readProvider(type, value));
          }
        });
  }

  private void readProvider(ChannelType type, YamlValue value) {
    List<Setting> table =
        ChannelSettings.of(type).stream()
            .filter(setting -> setting.scope() == Scope.PROVIDER)
            .toList();
    Map<String, String> written = SettingReader.read(value, type, table, templates);
    providers.put(type, written);
    SettingReader.checkTogether(value, written, ChannelSettings.complete(type, written));
    shared.put(type, templates.filled(type, ChannelSettings.complete(type, written), value));
  }

  /// What channels and contacts of each type share, with what is usual where nothing is written.
  Map<ChannelType, Map<String, String>> providers() {
    Map<ChannelType, Map<String, String>> complete = new EnumMap<>(ChannelType.class);
    for (ChannelType type : ChannelType.values()) {
      complete.put(type, shared.getOrDefault(type, ChannelSettings.complete(type, provider(type))));
    }
    return complete;
  }

  private Map<String, String> provider(ChannelType type) {
    return providers.getOrDefault(type, Map.of());
  }

  Map<String, Channel> readChannels(YamlValue section) {
    Map<String, Channel> channels = new HashMap<>();
    section
        .discreetly()
        .byName()
        .forEach((name, value) ->
            channel(name, value).ifPresent(channel -> channels.put(name, channel)));
    return channels;
  }

  private Optional<Channel> channel(String name, YamlValue value) {
    List<String> keys = new ArrayList<>(TYPES);
    keys.add(SEND_RESOLVED);
    Optional<YamlFields> fields = value.fields(keys);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    List<ChannelType> types = types(fields.get());
    if (types.size() != 1) {
      value.refuse(
          "a channel should have one of %s: has %s"
              .formatted(String.join(", ", TYPES), types.isEmpty() ? "none" : wireNames(types)));
      return Optional.empty();
    }
    boolean sendResolved = fields.get().get(SEND_RESOLVED).flatMap(YamlValue::flag).orElse(true);
    ChannelType type = types.getFirst();
    return fields
        .get()
        .get(type.wireName())
        .map(settings -> new Channel(name, type, sendResolved, channelSettings(type, settings)));
  }

  private Map<String, String> channelSettings(ChannelType type, YamlValue value) {
    Map<String, String> own = SettingReader.read(value, type, ChannelSettings.of(type), templates);
    Map<String, String> written = new HashMap<>(provider(type));
    if (value.has(ChannelSettings.WEBHOOK)) {
      written.remove(ChannelSettings.TOKEN);
    }
    if (value.has(ChannelSettings.TEMPLATES)) {
      written.keySet().removeIf(ChannelSettings::isTemplate);
    }
    written.putAll(own);
    Map<String, String> complete = ChannelSettings.complete(type, written);
    if (value.isMapping()) {
      ChannelSettings.required(type, value::has).stream()
          .filter(setting -> !complete.containsKey(setting.name()) && !value.has(setting.name()))
          .forEach(setting -> refuseLack(value, type, setting));
    }
    SettingReader.checkTogether(value, own, complete);
    return templates.filled(type, complete, value);
  }

  private static void refuseLack(YamlValue value, ChannelType type, Setting setting) {
    String orThere =
        switch (setting.scope()) {
          case ADDRESS -> "";
          case PROVIDER -> " or, for all channels, under providers." + type.wireName();
        };
    value.refuseLackOf(setting.name(), "write it here" + orThere);
  }

  Map<String, User> readUsers(YamlValue section) {
    Map<String, User> users = new HashMap<>();
    section
        .discreetly()
        .byName()
        .forEach((name, value) -> {
          List<Contact> contacts = contacts(value);
          if (!contacts.isEmpty()) {
            users.put(name, new User(name, contacts));
          }
        });
    return users;
  }

  /// In the order of the text, which is the order in which they are tried.
  private List<Contact> contacts(YamlValue value) {
    List<Contact> contacts = new ArrayList<>();
    Optional<YamlFields> fields = value.fields(CONTACT_TYPES);
    List<ChannelType> types = fields.map(ChannelReader::types).orElse(List.of());
    for (ChannelType type : types) {
      fields
          .flatMap(all -> all.get(type.wireName()))
          .flatMap(contact -> contact(type, contact))
          .ifPresent(contacts::add);
    }
    if (fields.isPresent() && types.isEmpty()) {
      value.refuse("a user should have one of " + String.join(", ", CONTACT_TYPES) + ": has none");
    }
    return contacts;
  }

  private Optional<Contact> contact(ChannelType type, YamlValue value) {
    Map<String, String> provider = ChannelSettings.complete(type, provider(type));
    String missing =
        ChannelSettings.of(type).stream()
            .filter(setting -> setting.required() && setting.scope() == Scope.PROVIDER)
            .map(Setting::name)
            .filter(name -> !provider.containsKey(name))
            .collect(Collectors.joining(" and "));
    if (!missing.isEmpty()) {
      value.refuse("needs " + missing + " under providers." + type.wireName() + ": not there");
    }
    return ChannelSettings.address(type)
        .flatMap(setting -> SettingReader.readContact(value, setting))
        .map(address -> new Contact(type, address));
  }

  private static List<ChannelType> types(YamlFields fields) {
    return fields.keys().stream()
        .flatMap(key -> Arrays.stream(ChannelType.values()).filter(t -> t.wireName().equals(key)))
        .toList();
  }

  private static String wireNames(List<ChannelType> types) {
    return types.stream().map(ChannelType::wireName).collect(Collectors.joining(" and "));
  }
}
