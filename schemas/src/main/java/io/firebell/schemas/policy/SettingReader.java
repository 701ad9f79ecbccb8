package io.firebell.schemas.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.template.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the settings of a channel, a provider or a contact by what is known of each.
///
/// Whatever is not a secret may have references to the environment in it, which are then checked
/// where they are resolved.
final class SettingReader {

  private static final Set<String> TLS = Set.of("starttls", "tls", "none");
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
  private static final Set<String> LOGIN =
      Set.of(ChannelSettings.USERNAME, ChannelSettings.PASSWORD);
  private static final Set<String> IDENTITY =
      Set.of(ChannelSettings.TOKEN, ChannelSettings.USERNAME, ChannelSettings.PASSWORD);

  /// What may be set only beside what has taken its place.
  private static final Map<String, String> SUCCESSORS =
      Map.of(
          ChannelSettings.PREVIOUS_SECRET, ChannelSettings.SECRET,
          ChannelSettings.PREVIOUS_SIGNING_SECRET, ChannelSettings.SIGNING_SECRET,
          ChannelSettings.PREVIOUS_WEBHOOK_SECRET, ChannelSettings.WEBHOOK_SECRET);

  private static final String AUTHORIZATION = ChannelSettings.header("Authorization");
  private static final Set<String> WEB = Set.of("http", "https");
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("[a-z]+/[a-z0-9.+-]+(; ?charset=(?i:utf-8))?");
  private static final Pattern EMAIL_ADDRESS =
      Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]+@[^\\s@<>,;:\"\\p{Cntrl}]+");

  private SettingReader() {}

  /// The settings that are written in a mapping and in order, with templates by their names.
  static Map<String, String> read(
      YamlValue value, ChannelType type, List<Setting> table, TemplateReader templates) {
    Map<String, String> read = new HashMap<>();
    value
        .fields(table.stream().map(Setting::name).toList())
        .ifPresent(fields ->
            table.forEach(setting ->
                fields
                    .get(setting.name())
                    .ifPresent(written -> read.putAll(read(written, type, setting, templates)))));
    return read;
  }

  private static Map<String, String> read(
      YamlValue value, ChannelType type, Setting setting, TemplateReader templates) {
    return switch (setting.kind()) {
      case HEADERS -> HeaderReader.read(value);
      case TEMPLATES -> templates.names(type, value);
      case TEXT,
          EMAIL_ADDRESS,
          EMAIL_ADDRESSES,
          PORT,
          TLS,
          SEVERITY,
          RATE,
          URL,
          SECRET,
          DURATION,
          CONTENT_TYPE ->
          read(value, setting.kind()).map(text -> Map.of(setting.name(), text)).orElseGet(Map::of);
    };
  }

  /// A contact, which is an address alone.
  static Optional<String> readContact(YamlValue value, Setting address) {
    return switch (address.kind()) {
      case EMAIL_ADDRESSES -> read(value, Setting.Kind.EMAIL_ADDRESS);
      case TEXT,
          EMAIL_ADDRESS,
          PORT,
          TLS,
          SEVERITY,
          RATE,
          URL,
          SECRET,
          HEADERS,
          DURATION,
          CONTENT_TYPE,
          TEMPLATES ->
          read(value, address.kind());
    };
  }

  /// Complains of settings that do not go together.
  ///
  /// @param own those that are written in this place, of which at least one has to be to blame
  /// @param all these and those that they build on
  static void checkTogether(YamlValue value, Map<String, String> own, Map<String, String> all) {
    boolean login = own.keySet().stream().anyMatch(LOGIN::contains);
    boolean secured = all.containsKey(ChannelSettings.PASSWORD);
    if (login && secured != all.containsKey(ChannelSettings.USERNAME)) {
      value.refuse("username and password should come together: one is missing");
    }
    boolean toBlame = login || own.containsKey(ChannelSettings.TLS);
    if (toBlame && secured && "none".equals(all.get(ChannelSettings.TLS))) {
      value.refuse("a password should only be sent with tls: starttls or tls: was none");
    }
    if (own.containsKey(ChannelSettings.WEBHOOK)
        && (own.containsKey(ChannelSettings.TOKEN) || own.containsKey(ChannelSettings.API))) {
      value.refuse("should be reached by a webhook or with a token: has both");
    }
    if (own.keySet().stream().anyMatch(IDENTITY::contains)
        && all.containsKey(ChannelSettings.TOKEN)
        && secured) {
      value.refuse("should log in with a token or with username and password: has both");
    }
    checkAuthorization(value, own, all);
    for (Map.Entry<String, String> one : SUCCESSORS.entrySet()) {
      if (own.containsKey(one.getKey()) && !all.containsKey(one.getValue())) {
        value.refuse(one.getKey() + " should come with " + one.getValue() + ": there is none");
      }
    }
    if (own.containsKey(ChannelSettings.PREVIOUS_LINK_SECRET)
        && !all.containsKey(ChannelSettings.LINK_SECRET)) {
      value.refuse("previousLinkSecret should come with linkSecret: there is none");
    }
  }

  /// A login is sent in that header too.
  private static void checkAuthorization(
      YamlValue value, Map<String, String> own, Map<String, String> all) {
    boolean loggedIn = IDENTITY.stream().anyMatch(all::containsKey);
    boolean toBlame =
        own.containsKey(AUTHORIZATION) || own.keySet().stream().anyMatch(IDENTITY::contains);
    if (toBlame && loggedIn && all.containsKey(AUTHORIZATION)) {
      value.refuse("should log in once: has an Authorization header and another login");
    }
  }

  private static Optional<String> read(YamlValue value, Setting.Kind kind) {
    return switch (kind) {
      case TEXT -> value.as(text -> checked(text, _ -> {}));
      case EMAIL_ADDRESS -> value.as(SettingReader::emailAddress);
      case EMAIL_ADDRESSES -> emailAddresses(value);
      case PORT -> value.integer(1, 65_535).map(String::valueOf);
      case TLS -> value.as(text -> oneOf(text, TLS, "starttls, tls or none"));
      case SEVERITY ->
          value.as(text -> oneOf(text, SEVERITIES, "critical, error, warning or info"));
      case RATE -> value.as(SettingReader::rate);
      case URL -> value.as(text -> checked(text, SettingReader::checkUrl));
      case SECRET -> secret(value);
      case DURATION -> value.as(SettingReader::duration);
      case CONTENT_TYPE -> value.as(SettingReader::contentType);
      case HEADERS, TEMPLATES ->
          throw new IllegalArgumentException(kind + " should be read one by one");
    };
  }

  private static String duration(String text) {
    Duration duration = PrometheusDuration.parse(text);
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "should be more than nothing and at most %d days: was \"%s\""
              .formatted(LONGEST.toDays(), text));
    }
    return text;
  }

  private static String contentType(String text) {
    if (!CONTENT_TYPE.matcher(text).matches() || Format.ofContentType(text).isEmpty()) {
      throw new IllegalArgumentException(
          "should be application/json, application/…+json, application/x-www-form-urlencoded,"
              + " text/plain, text/markdown or text/html: was \""
              + text
              + "\"");
    }
    return text;
  }

  private static String checked(String text, Consumer<String> check) {
    if (SecretReference.in(text).isEmpty()) {
      check.accept(text);
    }
    return text;
  }

  private static String emailAddress(String text) {
    return checked(
        text,
        address -> {
          if (!EMAIL_ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                "should be an e-mail address such as ops@example.com: was \"" + address + "\"");
          }
        });
  }

  private static Optional<String> emailAddresses(YamlValue value) {
    return Optional.of(
        value.oneOrMore("should have an e-mail address: has none").stream()
            .flatMap(item -> item.as(SettingReader::emailAddress).stream())
            .collect(Collectors.joining(",")));
  }

  private static String oneOf(String text, Set<String> known, String listed) {
    if (!known.contains(text)) {
      throw new IllegalArgumentException("should be " + listed + ": was \"" + text + "\"");
    }
    return text;
  }

  private static String rate(String text) {
    Rate.parse(text);
    return text;
  }

  /// The complaints do not repeat the URL: what is wrong with it may be the secret in it.
  private static void checkUrl(String text) {
    try {
      URI url = new URI(text);
      if (url.getScheme() == null || !WEB.contains(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException(
            "should be a URL such as https://example.com/hook: is something else");
      }
      if (url.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "a URL should have no user or password in it: has, and a policy is kept in clear");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "should be a URL such as https://example.com/hook: is none from character "
              + (e.getIndex() + 1),
          e);
    }
  }

  private static Optional<String> secret(YamlValue value) {
    Optional<String> text = value.characters();
    try {
      if (text.filter(SecretReference::isWhole).isPresent()) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      value.refuse(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    value.refuse(
        "should be a reference to a secret, '${env:NAME}' or '${file:/path}': a policy is kept in"
            + " clear, and should never have the secret itself");
    return Optional.empty();
  }
}
