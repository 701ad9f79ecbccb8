package io.firebell.notifier.callback;

import io.firebell.core.incident.Incident;
import io.firebell.core.policy.Policies;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.pagerduty.PagerDutyListener;
import io.firebell.notifier.callback.slack.SlackListener;
import io.firebell.notifier.http.Reach;
import io.firebell.schemas.CommandLog;
import io.firebell.schemas.policy.SecretResolver;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The service that hears what people do at the far sides, and puts it on the log of commands.
///
/// It holds no state that matters. A far side is told that something was taken when that is on the
/// log, and whatever it then says again is done once.
public final class Callbacks implements AutoCloseable {

  /// What it needs.
  ///
  /// @param policies those in force
  /// @param open the open incidents of a tenant, the newest first, as many as a person reads
  /// @param fates what becomes of what is put on the log
  /// @param log is left open
  /// @param tenants whose a request is
  /// @param reach where Slack may be found
  /// @param meters where callbacks are counted
  public record Surroundings(
      Policies policies,
      SecretResolver secrets,
      Function<String, List<Incident>> open,
      Fate.Finder fates,
      CommandLog log,
      Function<ServerRequest, String> tenants,
      Reach reach,
      MeterRegistry meters,
      InstantSource clock) {}

  private final Surroundings surroundings;
  private final CallbackMetrics metrics;
  private final Aftermath aftermath;
  private final SlackListener slack;
  private final PagerDutyListener pagerDuty;

  public Callbacks(Surroundings surroundings) {
    this.surroundings = surroundings;
    aftermath = new Aftermath(surroundings.fates(), Aftermath.PATIENCE);
    metrics = new CallbackMetrics(surroundings.meters());
    slack = new SlackListener(surroundings, aftermath, metrics);
    pagerDuty = new PagerDutyListener(surroundings, metrics);
  }

  /// Begins to hear what far sides tell by connections that are opened from here, as the policies
  /// in force say. Returns at once.
  public void start() {
    Policies policies = surroundings.policies();
    policies.tenants().forEach(tenant -> policyChanged(tenant, policies.apply(tenant)));
  }

  /// A tenant's policy is this now. Returns at once.
  public void policyChanged(String tenant, Policy policy) {
    slack.follow(tenant, policy);
  }

  /// Where what comes back from the far sides is counted.
  public CallbackMetrics metrics() {
    return metrics;
  }

  /// The resources, by their paths.
  public Map<String, HttpService> services() {
    return Map.of("/v1/slack", slack, "/v1/pagerduty", pagerDuty);
  }

  @Override
  public void close() {
    aftermath.close();
    slack.close();
  }
}
