package io.firebell.notifier.callback.pagerduty;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.Answered;
import io.firebell.notifier.callback.CallbackMetrics;
import io.firebell.notifier.callback.CallbackMetrics.Outcome;
import io.firebell.notifier.callback.CallbackMetrics.Source;
import io.firebell.notifier.callback.Callbacks;
import io.firebell.notifier.callback.RawBody;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.SecretNotFoundException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/// The resource `/v1/pagerduty`: where PagerDuty's webhooks of version 3 go.
///
/// | request | answer |
/// |---|---|
/// | signed by a subscription of the tenant's policy | 202 once what follows from it is on the log |
/// | signed by nobody | 401 |
/// | of a tenant whose policy has no webhook secret | 404 |
/// | nothing that PagerDuty sends | 400 |
/// | while the log cannot be reached | 503, so that PagerDuty tries again |
public final class PagerDutyListener implements HttpService {

  private static final List<String> SECRETS =
      List.of(ChannelSettings.WEBHOOK_SECRET, ChannelSettings.PREVIOUS_WEBHOOK_SECRET);

  private final Callbacks.Surroundings surroundings;
  private final CallbackMetrics metrics;
  private final PagerDutyCallbacks callbacks;

  public PagerDutyListener(Callbacks.Surroundings surroundings, CallbackMetrics metrics) {
    this.surroundings = surroundings;
    this.metrics = metrics;
    this.callbacks = new PagerDutyCallbacks(surroundings.log());
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/", this::take).any("/", Answered.onlyPost());
  }

  private void take(ServerRequest request, ServerResponse response) throws InterruptedException {
    String tenant = surroundings.tenants().apply(request);
    metrics.count(Source.PAGERDUTY, tenant, taken(tenant, request, response));
  }

  private Outcome taken(String tenant, ServerRequest request, ServerResponse response)
      throws InterruptedException {
    Policy policy = surroundings.policies().apply(tenant);
    List<String> secrets = secrets(policy);
    if (secrets.isEmpty()) {
      Answered.refuse(response, 404, "the policy has no webhookSecret of PagerDuty");
      return Outcome.REFUSED;
    }
    try {
      byte[] body = RawBody.of(request);
      HeaderName header = HeaderNames.create(PagerDutySignature.HEADER);
      String signatures = String.join(",", request.headers().values(header));
      if (!PagerDutySignature.isGood(secrets, signatures, body)) {
        Answered.refuse(response, 401, "should be signed by PagerDuty");
        return Outcome.UNSIGNED;
      }
      boolean asks = callbacks.take(tenant, policy, PagerDutyWebhook.read(body));
      Answered.taken(response);
      return asks ? Outcome.ACCEPTED : Outcome.IGNORED;
    } catch (IOException e) {
      Answered.refuse(response, 400, String.valueOf(e.getMessage()));
      return Outcome.REFUSED;
    } catch (KafkaException e) {
      Answered.later(response, "it could not be put on the log");
      return Outcome.FAILED;
    }
  }

  /// Those that are good at present, of all channels and contacts.
  private List<String> secrets(Policy policy) {
    return Stream.concat(
            Stream.of(policy.providers().getOrDefault(ChannelType.PAGERDUTY, Map.of())),
            policy.channels().values().stream()
                .filter(channel -> channel.type() == ChannelType.PAGERDUTY)
                .map(Channel::settings))
        .flatMap(settings -> SECRETS.stream().map(name -> settings.getOrDefault(name, "")))
        .map(this::resolved)
        .filter(secret -> !secret.isEmpty())
        .distinct()
        .toList();
  }

  private String resolved(String setting) {
    try {
      return surroundings.secrets().resolve(setting);
    } catch (SecretNotFoundException e) {
      return "";
    }
  }
}
