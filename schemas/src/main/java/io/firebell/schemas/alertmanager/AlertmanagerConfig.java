package io.firebell.schemas.alertmanager;

import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.schemas.policy.YamlDocument;
import io.firebell.schemas.policy.YamlException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A configuration of Alertmanager, as far as a policy needs it.
///
/// It is read strictly: a key that Alertmanager does not know is an error, and so is everything
/// that would change who is told or when and that Firebell cannot do. What only changes how a
/// message looks is a warning. Followed:
/// [configuration](https://prometheus.io/docs/alerting/latest/configuration/) and
/// [config.go](https://github.com/prometheus/alertmanager/blob/main/config/config.go).
public final class AlertmanagerConfig {

  private static final Keys KEYS =
      Keys.reading(
              "global",
              "route",
              "receivers",
              "inhibit_rules",
              "mute_time_intervals",
              "time_intervals")
          .looks("templates")
          .ignoring("tracing");

  private final Optional<Duration> resolveTimeout;
  private final RouteNode root;
  private final List<Receiver> receivers;
  private final List<HoursDraft> hours;
  private final List<Inhibition> inhibitions;

  private AlertmanagerConfig(
      Optional<Duration> resolveTimeout,
      RouteNode root,
      List<Receiver> receivers,
      List<HoursDraft> hours,
      List<Inhibition> inhibitions) {
    this.resolveTimeout = resolveTimeout;
    this.root = root;
    this.receivers = receivers;
    this.hours = hours;
    this.inhibitions = inhibitions;
  }

  /// Makes a policy of a configuration.
  ///
  /// @param directory where the configuration is, from where it names files; absolute
  /// @param style how the policy refers to the secrets that are written out
  public static Conversion convert(String yaml, Path directory, SecretStyle style) {
    Findings findings = new Findings();
    Secrets secrets = new Secrets(style, directory);
    Optional<AlertmanagerConfig> config = Optional.empty();
    try {
      Value document = new Value(YamlDocument.compose(yaml, "a configuration"), "", findings);
      config = document.section(KEYS).flatMap(section -> read(section, secrets));
    } catch (YamlException e) {
      findings.error(e.error());
    }
    if (config.isEmpty() || findings.hasErrors()) {
      return new Conversion.Refused(findings.errors(), findings.warnings());
    }
    KeptSecrets kept = secrets.kept();
    String policy = PolicyText.of(config.get(), kept.variables());
    return switch (PolicyReader.read(policy, 1)) {
      case PolicyReading.Accepted _ -> new Conversion.Converted(policy, kept, findings.warnings());
      case PolicyReading.Refused(List<PolicyError> errors) ->
          new Conversion.Refused(
              List.of(
                  new PolicyError(
                      1,
                      1,
                      "",
                      "makes a policy that is not in order: " + errors.getFirst().message())),
              findings.warnings());
    };
  }

  private static Optional<AlertmanagerConfig> read(Section section, Secrets secrets) {
    Globals globals = Globals.read(section.get("global"));
    List<Receiver> receivers =
        new ReceiverReader(globals, secrets).read(section.items("receivers"));
    List<Value> intervals = new ArrayList<>(section.items("mute_time_intervals"));
    intervals.addAll(section.items("time_intervals"));
    TimeIntervalReader times = new TimeIntervalReader(ZoneId.systemDefault());
    List<HoursDraft> hours = times.read(intervals);
    List<Inhibition> inhibitions = Inhibition.read(section.items("inhibit_rules"));
    Optional<Value> route = section.get("route");
    if (route.isEmpty()) {
      section.mapping().refuse("should have a route: has none");
    }
    return route
        .flatMap(new RouteTreeReader(ReceiverReader.plans(receivers), times.names())::root)
        .map(root ->
            new AlertmanagerConfig(
                globals.resolveTimeout().flatMap(Value::positiveDuration),
                root,
                receivers,
                hours,
                inhibitions));
  }

  Optional<Duration> resolveTimeout() {
    return resolveTimeout;
  }

  RouteNode root() {
    return root;
  }

  List<Receiver> receivers() {
    return receivers;
  }

  List<ChannelDraft> channels() {
    return receivers.stream().flatMap(receiver -> receiver.channels().stream()).toList();
  }

  List<HoursDraft> hours() {
    return hours;
  }

  List<Inhibition> inhibitions() {
    return inhibitions;
  }
}
