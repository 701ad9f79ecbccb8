package io.firebell.schemas.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.Setting.Kind;
import io.firebell.schemas.policy.Setting.Scope;
import io.firebell.schemas.template.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What can be set for each type of channel: the names that policies use and the notifier reads.
///
/// | type | setting | kind | |
/// |---|---|---|---|
/// | slack | `channel` | text | address: a channel's name or id, a member's id |
/// | | `webhook` | secret | the URL of an incoming webhook, instead of `token` |
/// | | `token` | secret | required |
/// | | `api` | URL | `https://slack.com/api/` unless set |
/// | | `appToken` | secret | opens connections by which Slack is heard: Socket Mode |
/// | | `signingSecret` | secret | verifies what Slack says; there are buttons where it is set |
/// | | `previousSigningSecret` | secret | is good too, while Slack moves to `signingSecret` |
/// | | `templates` | templates | `templates.EVENT.PART` for each text |
/// | | `rate` | rate | `10/10s` unless set: what Slack takes |
/// | email | `to` | e-mail addresses | address: joined by commas |
/// | | `from` | e-mail address | required |
/// | | `host` | text | required |
/// | | `port` | port | what is usual for `tls` unless set: 587, 465 or 25 |
/// | | `tls` | `starttls`, `tls` or `none` | `starttls` unless set |
/// | | `username` | text | comes with `password` |
/// | | `password` | secret | comes with `username` |
/// | | `hello` | text | what the client calls itself; its host's name unless set |
/// | | `linkSecret` | secret | signs the links of mails; no links unless set |
/// | | `previousLinkSecret` | secret | links signed with it still work |
/// | | `linkLifetime` | duration | how long links work; a day unless set |
/// | | `templates` | templates | `templates.EVENT.PART` for each text |
/// | | `rate` | rate | how many mails, the rest being bundled |
/// | pagerduty | `routingKey` | secret | address |
/// | | `api` | URL | `https://events.pagerduty.com` unless set; `/v2/enqueue` is appended |
/// | | `severity` | severity | that of the incident's priority unless set |
/// | | `webhookSecret` | secret | verifies what PagerDuty's webhooks say |
/// | | `previousWebhookSecret` | secret | is good too, while subscriptions move to `webhookSecret` |
/// | | `templates` | templates | `templates.EVENT.PART` for each text |
/// | | `rate` | rate | how often others than pages are sent |
/// | webhook | `url` | URL | address |
/// | | `secret` | secret | signs the body |
/// | | `previousSecret` | secret | signs it too, while receivers move to `secret` |
/// | | `receiver` | text | what the body calls the receiver; the channel's name unless set |
/// | | `token` | secret | a bearer token |
/// | | `username` | text | comes with `password` |
/// | | `password` | secret | comes with `username` |
/// | | `contentType` | content type | of what its templates make; `application/json` unless set |
/// | | `headers` | headers | `headers.NAME` for each, its name in lower case |
/// | | `templates` | templates | `templates.EVENT.PART` for each text |
/// | | `rate` | rate | how often others than pages are sent |
/// | terminal | `templates` | templates | `templates.EVENT.PART` for each text |
///
/// An address is required of a channel, and is all that a user's contact has. A Slack channel that
/// has a `webhook` needs nothing else.
public final class ChannelSettings {

  public static final String API = "api";
  public static final String APP_TOKEN = "appToken";
  public static final String CHANNEL = "channel";
  public static final String CONTENT_TYPE = "contentType";
  public static final String FROM = "from";
  public static final String HEADERS = "headers";
  public static final String HELLO = "hello";
  public static final String HOST = "host";
  public static final String LINK_LIFETIME = "linkLifetime";
  public static final String LINK_SECRET = "linkSecret";
  public static final String PASSWORD = "password";
  public static final String PORT = "port";
  public static final String PREVIOUS_LINK_SECRET = "previousLinkSecret";
  public static final String PREVIOUS_SECRET = "previousSecret";
  public static final String PREVIOUS_SIGNING_SECRET = "previousSigningSecret";
  public static final String PREVIOUS_WEBHOOK_SECRET = "previousWebhookSecret";
  public static final String RATE = "rate";
  public static final String RECEIVER = "receiver";
  public static final String ROUTING_KEY = "routingKey";
  public static final String SECRET = "secret";
  public static final String SEVERITY = "severity";
  public static final String SIGNING_SECRET = "signingSecret";
  public static final String TEMPLATES = "templates";
  public static final String TLS = "tls";
  public static final String TO = "to";
  public static final String TOKEN = "token";
  public static final String URL = "url";
  public static final String USERNAME = "username";
  public static final String WEBHOOK = "webhook";
  public static final String WEBHOOK_SECRET = "webhookSecret";

  /// What links are signed with. Nobody goes without a mail for want of it.
  public static final List<String> LINK_SECRETS = List.of(LINK_SECRET, PREVIOUS_LINK_SECRET);

  /// Parts of templates.
  public static final String SUBJECT = "subject";

  public static final String PLAIN_TEXT = "text";
  public static final String HTML = "html";
  public static final String BODY = "body";

  /// What templates are for besides events: maintenance, and what has none of its own.
  public static final String MAINTENANCE = "maintenance";

  public static final String DEFAULT = "default";

  /// What a template is for that tells of several at once. [#DEFAULT] does not stand in for it:
  /// without it nothing is told together.
  public static final String BUNDLE = "bundle";

  private static final List<Setting> SLACK_SETTINGS =
      List.of(
          address(CHANNEL, Kind.TEXT),
          new Setting(WEBHOOK, Kind.SECRET, Scope.ADDRESS, false, ""),
          required(TOKEN, Kind.SECRET),
          optional(API, Kind.URL, "https://slack.com/api/"),
          optional(APP_TOKEN, Kind.SECRET, ""),
          optional(SIGNING_SECRET, Kind.SECRET, ""),
          optional(PREVIOUS_SIGNING_SECRET, Kind.SECRET, ""),
          optional(TEMPLATES, Kind.TEMPLATES, ""),
          optional(RATE, Kind.RATE, ""));

  private static final List<Setting> EMAIL_SETTINGS =
      List.of(
          address(TO, Kind.EMAIL_ADDRESSES),
          required(FROM, Kind.EMAIL_ADDRESS),
          required(HOST, Kind.TEXT),
          optional(PORT, Kind.PORT, ""),
          optional(TLS, Kind.TLS, "starttls"),
          optional(USERNAME, Kind.TEXT, ""),
          optional(PASSWORD, Kind.SECRET, ""),
          optional(HELLO, Kind.TEXT, ""),
          optional(LINK_SECRET, Kind.SECRET, ""),
          optional(PREVIOUS_LINK_SECRET, Kind.SECRET, ""),
          optional(LINK_LIFETIME, Kind.DURATION, ""),
          optional(TEMPLATES, Kind.TEMPLATES, ""),
          optional(RATE, Kind.RATE, ""));

  private static final List<Setting> PAGERDUTY_SETTINGS =
      List.of(
          address(ROUTING_KEY, Kind.SECRET),
          optional(API, Kind.URL, "https://events.pagerduty.com"),
          optional(SEVERITY, Kind.SEVERITY, ""),
          optional(WEBHOOK_SECRET, Kind.SECRET, ""),
          optional(PREVIOUS_WEBHOOK_SECRET, Kind.SECRET, ""),
          optional(TEMPLATES, Kind.TEMPLATES, ""),
          optional(RATE, Kind.RATE, ""));

  private static final List<Setting> WEBHOOK_SETTINGS =
      List.of(
          address(URL, Kind.URL),
          optional(SECRET, Kind.SECRET, ""),
          optional(PREVIOUS_SECRET, Kind.SECRET, ""),
          new Setting(RECEIVER, Kind.TEXT, Scope.ADDRESS, false, ""),
          optional(TOKEN, Kind.SECRET, ""),
          optional(USERNAME, Kind.TEXT, ""),
          optional(PASSWORD, Kind.SECRET, ""),
          optional(HEADERS, Kind.HEADERS, ""),
          optional(CONTENT_TYPE, Kind.CONTENT_TYPE, ""),
          optional(TEMPLATES, Kind.TEMPLATES, ""),
          optional(RATE, Kind.RATE, ""));

  private static final List<Setting> TERMINAL_SETTINGS =
      List.of(optional(TEMPLATES, Kind.TEMPLATES, ""));

  /// What Slack takes of messages to a channel: one a second, and a few more now and then.
  /// Followed: [rate limits](https://docs.slack.dev/apis/web-api/rate-limits).
  private static final String SLACK_RATE = "10/10s";

  private static final Set<String> FOR_HEARING =
      Set.of(
          APP_TOKEN,
          SIGNING_SECRET,
          PREVIOUS_SIGNING_SECRET,
          WEBHOOK_SECRET,
          PREVIOUS_WEBHOOK_SECRET);

  private static final String HEADER_PREFIX = HEADERS + ".";
  private static final String TEMPLATE_PREFIX = TEMPLATES + ".";

  private ChannelSettings() {}

  /// Everything that can be set for a type, its address first.
  public static List<Setting> of(ChannelType type) {
    return switch (type) {
      case SLACK -> SLACK_SETTINGS;
      case EMAIL -> EMAIL_SETTINGS;
      case PAGERDUTY -> PAGERDUTY_SETTINGS;
      case WEBHOOK -> WEBHOOK_SETTINGS;
      case TERMINAL -> TERMINAL_SETTINGS;
    };
  }

  /// The setting that a user's contact of this type stands for; empty when a user cannot have one.
  public static Optional<Setting> address(ChannelType type) {
    return of(type).stream().filter(setting -> setting.scope() == Scope.ADDRESS).findFirst();
  }

  /// What a channel cannot do without.
  ///
  /// @param has whether the channel has this setting
  public static List<Setting> required(ChannelType type, Predicate<String> has) {
    return type == ChannelType.SLACK && has.test(WEBHOOK)
        ? List.of()
        : of(type).stream().filter(Setting::required).toList();
  }

  /// Whether a setting is there to hear what people do at the far side, and not to reach it.
  public static boolean isForHearing(String setting) {
    return FOR_HEARING.contains(setting);
  }

  /// The setting that a header is kept in.
  ///
  /// @param name in any case, which says nothing in HTTP
  public static String header(String name) {
    return HEADER_PREFIX + name.toLowerCase(Locale.ROOT);
  }

  /// The headers among the settings, by their names in lower case.
  public static SortedMap<String, String> headers(Map<String, String> settings) {
    SortedMap<String, String> headers = new TreeMap<>();
    settings.forEach((name, value) -> {
      if (name.startsWith(HEADER_PREFIX)) {
        headers.put(name.substring(HEADER_PREFIX.length()), value);
      }
    });
    return headers;
  }

  /// The setting that a part of the template for an event is kept in.
  ///
  /// @param event one of [TemplateKeys]
  public static String template(String event, String part) {
    return template(event) + "." + part;
  }

  static String template(String event) {
    return TEMPLATE_PREFIX + event;
  }

  /// Whether a setting is a part of a template, which is text and never has secrets in it.
  public static boolean isTemplate(String setting) {
    return setting.startsWith(TEMPLATE_PREFIX);
  }

  /// What a template can say for a type of channel, and in which format.
  ///
  /// @param settings of the channel
  public static Map<String, Format> parts(ChannelType type, Map<String, String> settings) {
    return switch (type) {
      case SLACK -> Map.of(PLAIN_TEXT, Format.MRKDWN);
      case EMAIL -> Map.of(SUBJECT, Format.LINE, PLAIN_TEXT, Format.PLAIN, HTML, Format.HTML);
      case WEBHOOK ->
          Map.of(
              BODY,
              Format.ofContentType(settings.getOrDefault(CONTENT_TYPE, "")).orElse(Format.JSON));
      case PAGERDUTY -> Map.of(SUBJECT, Format.LINE, PLAIN_TEXT, Format.PLAIN);
      case TERMINAL -> Map.of(PLAIN_TEXT, Format.PLAIN);
    };
  }

  /// How often a recipient may be written to; empty for as often as there is something to say.
  ///
  /// @param settings the recipient's
  public static Optional<Rate> rate(ChannelType type, Map<String, String> settings) {
    String usual = type == ChannelType.SLACK ? SLACK_RATE : "";
    String rate = settings.getOrDefault(RATE, usual);
    return rate.isEmpty() ? Optional.empty() : Optional.of(Rate.parse(rate));
  }

  /// Everything that is needed to reach a recipient under a policy: a channel's own settings, or
  /// those of a user's contact and the provider behind it. Empty when the policy no longer knows
  /// the recipient. Secrets are still references.
  public static Optional<Map<String, String>> of(Policy policy, Recipient recipient) {
    if (!recipient.isUser()) {
      return policy
          .channel(recipient.name())
          .filter(channel -> channel.type() == recipient.type())
          .map(channel -> channel.settings());
    }
    Map<String, String> settings =
        new HashMap<>(policy.providers().getOrDefault(recipient.type(), Map.of()));
    return policy
        .user(recipient.name())
        .flatMap(user -> user.contact(recipient.type()))
        .flatMap(contact ->
            address(recipient.type())
                .map(setting -> {
                  settings.put(setting.name(), contact.address());
                  return Map.copyOf(settings);
                }));
  }

  /// The settings that are written for a type, with what is usual where nothing is.
  static Map<String, String> complete(ChannelType type, Map<String, String> written) {
    Map<String, String> complete = new HashMap<>(written);
    for (Setting setting : of(type)) {
      if (!setting.byDefault().isEmpty()) {
        complete.putIfAbsent(setting.name(), setting.byDefault());
      }
    }
    if (type == ChannelType.EMAIL) {
      complete.putIfAbsent(PORT, usualPort(complete.getOrDefault(TLS, "")));
    }
    return Map.copyOf(complete);
  }

  private static String usualPort(String tls) {
    return switch (tls) {
      case "tls" -> "465";
      case "none" -> "25";
      default -> "587";
    };
  }

  private static Setting address(String name, Kind kind) {
    return new Setting(name, kind, Scope.ADDRESS, true, "");
  }

  private static Setting required(String name, Kind kind) {
    return new Setting(name, kind, Scope.PROVIDER, true, "");
  }

  private static Setting optional(String name, Kind kind, String byDefault) {
    return new Setting(name, kind, Scope.PROVIDER, false, byDefault);
  }
}
