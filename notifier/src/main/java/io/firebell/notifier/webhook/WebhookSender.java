package io.firebell.notifier.webhook;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.http.Answer;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.template.Templates;
import io.firebell.schemas.policy.ChannelSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Posts a [Message], or what the channel's template makes of the notification, with the
/// notification's id as `Idempotency-Key`, signed where the channel has a secret, and with the
/// headers that the channel asks for. Any 2xx is a delivery; 408, 420, 425, 429 and 5xx are worth
/// another try; everything else, redirects included, is a refusal.
public final class WebhookSender implements BundlingSender {

  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\t -~]*");

  private final JsonPost post;
  private final Function<String, Policy> policies;
  private final Templates templates;
  private final String externalUrl;
  private final InstantSource clock;

  /// @param policies the current policy of a tenant
  /// @param externalUrl where people reach this Firebell; may be empty
  public WebhookSender(
      JsonPost post,
      Function<String, Policy> policies,
      Templates templates,
      String externalUrl,
      InstantSource clock) {
    this.post = post;
    this.policies = policies;
    this.templates = templates;
    this.externalUrl = externalUrl;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return ChannelType.WEBHOOK;
  }

  @Override
  public Outcome send(Notification notification, Address address) throws InterruptedException {
    return post(
        notification, address, () -> Body.of(notification, address, templates, externalUrl));
  }

  /// A receiver expects one at a time, unless its channel has a template for several.
  @Override
  public boolean bundles(Notification notification) {
    Policy policy = policies.apply(notification.subject().tenant());
    String template = ChannelSettings.template(ChannelSettings.BUNDLE, ChannelSettings.BODY);
    return ChannelSettings.of(policy, notification.recipient())
        .filter(settings -> settings.containsKey(template))
        .isPresent();
  }

  @Override
  public Outcome send(Bundle bundle, Address address) throws InterruptedException {
    Optional<Body> body = Body.of(bundle, address, templates);
    return body.isEmpty()
        ? new Outcome.Rejected("there is no template that tells of several at once")
        : post(bundle.notifications().getFirst(), address, body::get);
  }

  /// @param key the notification whose id is the request's
  private Outcome post(Notification key, Address address, Supplier<Body> made)
      throws InterruptedException {
    Optional<URI> url = url(address.get(ChannelSettings.URL).strip());
    Optional<String> unsendable = unsendable(address.headers());
    if (url.isEmpty()) {
      return new Outcome.Rejected("the url should be one of http or https: is none");
    }
    if (unsendable.isPresent()) {
      return new Outcome.Rejected(
          "the header %s should be ASCII characters on one line: is not"
              .formatted(unsendable.get()));
    }
    Body body = made.get();
    Answer answer =
        post.send(url.get(), headers(key, address, body.bytes()), body.bytes(), body.contentType());
    return answer instanceof Answer.Given given && given.isSuccess()
        ? new Outcome.Delivered("")
        : JsonPost.failure(url.get(), answer, "");
  }

  /// Empty for what is none, as a reference to a secret can turn out to be.
  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// The name of a header whose value would end the header or could not be written.
  private static Optional<String> unsendable(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> !HEADER_VALUE.matcher(header.getValue()).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Map<String, String> headers(Notification notification, Address address, byte[] body) {
    Map<String, String> headers = new HashMap<>(address.headers());
    headers.put(IDEMPOTENCY_KEY, notification.id());
    authorization(address).ifPresent(header -> headers.put("Authorization", header));
    List<String> secrets =
        Stream.of(ChannelSettings.SECRET, ChannelSettings.PREVIOUS_SECRET)
            .map(address::get)
            .filter(secret -> !secret.isEmpty())
            .toList();
    if (!secrets.isEmpty()) {
      headers.put(Signature.HEADER, Signature.of(body, clock.instant(), secrets));
    }
    return headers;
  }

  private static Optional<String> authorization(Address address) {
    String token = address.get(ChannelSettings.TOKEN);
    String username = address.get(ChannelSettings.USERNAME);
    if (!token.isEmpty()) {
      return Optional.of("Bearer " + token);
    }
    return username.isEmpty()
        ? Optional.empty()
        : Optional.of(basic(username + ":" + address.get(ChannelSettings.PASSWORD)));
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    post.close();
  }
}
