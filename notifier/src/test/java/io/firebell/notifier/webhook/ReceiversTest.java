package io.firebell.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Channel;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.template.Templates;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import io.firebell.schemas.policy.SecretResolver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/receivers.md`: what its examples post is what their receivers take, whatever happens.
class ReceiversTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String POLICY =
      """
      version: 1
      routes: [{ plan: all }]
      plans:
        all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Channel> channels() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "receivers.md"));
    return EXAMPLE
        .matcher(page)
        .results()
        .map(example -> PolicyReader.read(POLICY + example.group(1), 1))
        .flatMap(reading -> ((Accepted) reading).policy().channels().values().stream());
  }

  @Test
  void everyReceiverHasAnExample() throws IOException {
    assertThat(channels().map(Channel::name))
        .containsExactlyInAnyOrder(
            "teams", "discord", "mattermost", "ntfy", "telegram", "twilio", "statuspage", "cachet");
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whatIsPostedIsWhatTheReceiverDocuments(Channel channel) throws Exception {
    try (HttpServer server = new HttpServer(request -> answer(channel, request));
        WebhookSender sender = sender()) {
      Address address = at(server, channel);
      for (Notification notification : notifications()) {
        assertThat(sender.send(notification, address)).isInstanceOf(Outcome.Delivered.class);
        assertThat(violations(channel, server.requests().getLast())).isEmpty();
      }
      if (address.hasTemplate(ChannelSettings.BUNDLE)) {
        for (Bundle bundle : bundles()) {
          assertThat(sender.send(bundle, address)).isInstanceOf(Outcome.Delivered.class);
          Request posted = server.requests().getLast();
          assertThat(violations(channel, posted)).isEmpty();
          assertThat(posted.text().replace('+', ' '))
              .contains(bundle.notifications().size() + " at once");
        }
      }
    }
  }

  /// How those answer who have been asked too often, as they document it.
  @ParameterizedTest
  @CsvSource({
    "discord, 429, 2, '{\"message\":\"You are being rate limited.\",\"retry_after\":1.3,\"global\":false}'",
    "telegram, 429, '', '{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":7}}'",
    "twilio, 429, '', '{\"code\":20429,\"message\":\"Too Many Requests\",\"status\":429}'",
    "ntfy, 429, '', '{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}'",
    "statuspage, 420, '', '{\"error\":\"Rate limit exceeded\"}'"
  })
  void whoIsAskedTooOftenIsAskedAgain(String name, int status, String after, String body)
      throws Exception {
    Channel channel = channels().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Map<String, String> headers = after.isEmpty() ? Map.of() : Map.of("Retry-After", after);
    try (HttpServer server = new HttpServer(_ -> new Response(status, headers, body));
        WebhookSender sender = sender()) {
      Outcome outcome =
          sender.send(Samples.of(ChannelType.WEBHOOK, Event.PAGED), at(server, channel));

      Duration asked = after.isEmpty() ? Duration.ZERO : Duration.ofSeconds(2);
      assertThat(outcome).isEqualTo(new Outcome.Retry("127.0.0.1 answered " + status, asked));
    }
  }

  private static WebhookSender sender() {
    return new WebhookSender(
        new JsonPost(LIMIT, LIMIT, Reach.EVERYWHERE, InstantSource.system()),
        _ -> Policies.SHORTEST,
        new Templates("", _ -> Policies.SHORTEST, new SimpleMeterRegistry()),
        "",
        InstantSource.system());
  }

  private static Response answer(Channel channel, Request request) {
    boolean taken = violations(channel, request).isEmpty();
    return new Response(taken ? 200 : 400, Map.of(), "");
  }

  private static List<String> violations(Channel channel, Request request) {
    String schema = "/receivers/" + channel.name() + ".json";
    List<String> violations = new ArrayList<>();
    if (request.header("Content-Type").startsWith("application/json")) {
      violations.addAll(Json.violations(schema, request.text()));
    } else {
      violations.addAll(Json.violations(schema, form(request.text())));
    }
    if (channel.name().equals("ntfy") && bytes(request, "/message") > 4_096) {
      violations.add("a message should be at most 4,096 bytes");
    }
    if (channel.name().equals("teams") && request.text().length() > 28 * 1_024) {
      violations.add("a request should be at most 28 kB");
    }
    return violations;
  }

  /// How long a field is in UTF-8, which is what some receivers count.
  private static int bytes(Request request, String field) {
    try {
      String value = JSON.readTree(request.text()).at(field).asText();
      return value.getBytes(StandardCharsets.UTF_8).length;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String form(String text) {
    Map<String, String> fields = new HashMap<>();
    Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> fields.put(decoded(pair[0]), decoded(pair[1])));
    return JSON.valueToTree(fields).toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Address at(HttpServer server, Channel channel) {
    SecretResolver secrets =
        new SecretResolver(
            name ->
                Optional.of(
                    name.endsWith("WEBHOOK") || name.endsWith("WORKFLOW")
                        ? "https://example.com/" + name
                        : name),
            _ -> Optional.empty());
    Map<String, String> settings = new HashMap<>(channel.settings());
    String url = secrets.resolve(settings.getOrDefault("url", ""));
    settings.put("url", server.url() + URI.create(url).getPath());
    return new Address(ChannelType.WEBHOOK, channel.name(), settings);
  }

  /// Every event and stage, and alerts that are meant to break out of what they are written in.
  private static List<Notification> notifications() {
    return Stream.of(
            Arrays.stream(Event.values())
                .filter(ChannelType.WEBHOOK::carries)
                .map(event -> Samples.of(ChannelType.WEBHOOK, event)),
            Arrays.stream(Stage.values())
                .map(stage -> Samples.maintenance(ChannelType.WEBHOOK, stage)),
            Stream.of(hostile()))
        .flatMap(all -> all)
        .toList();
  }

  /// Some of everything, and as many as there can be.
  private static List<Bundle> bundles() {
    return List.of(new Bundle(notifications()), new Bundle(Collections.nCopies(50, hostile())));
  }

  @Test
  void chatsAndTelephonesAreToldOfSeveralAtOnceAndStatusPagesAreNot() throws IOException {
    String template = ChannelSettings.template(ChannelSettings.BUNDLE, ChannelSettings.BODY);
    assertThat(
            channels()
                .filter(channel -> channel.settings().containsKey(template))
                .map(Channel::name))
        .containsExactlyInAnyOrder("teams", "discord", "mattermost", "ntfy", "telegram", "twilio");
  }

  private static Notification hostile() {
    String text = "\"}],\\ @everyone <!channel>\n&To=%2B1&x=\u202e😀{{ title }}".repeat(300);
    Labels labels = Labels.of("alertname", text);
    NotifiedAlert alert = Samples.alert(true, labels, Labels.of("summary", text));
    return Samples.of(ChannelType.WEBHOOK, Event.PAGED).showing(List.of(alert), 0);
  }
}
