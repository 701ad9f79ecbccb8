package io.firebell.bench;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The policy and the alerts that the benchmarks share: what a company with some teams would have.
public final class Scene {

  public static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  public static final Policy POLICY = policy();

  private Scene() {}

  private static Policy policy() {
    String text =
        """
        version: 1
        routes:
        %s
          - { plan: all, groupBy: [alertname, service], groupWait: 30s, groupInterval: 5m, repeatInterval: 4h }
        plans: { all: { P1: { escalate: ladder, notify: [screen] }, P2: { escalate: ladder, after: 15m }, P3: { notify: [screen] }, P4: { log: true } } }
        classify:
          - { name: nearly full, when: 'breach.metric == "disk" && breach.value > 98.0', priority: P1 }
          - { name: widespread, when: 'incident.services.size() >= 3', priority: P1 }
          - { name: production, when: 'has(labels.env) && labels.env == "production" && has(labels.critical)', priority: P1 }
          - { name: severity, when: 'has(labels.severity)', priority: '{{ labels.severity }}' }
          - { name: others, priority: P4 }
        escalations: { ladder: { steps: [ { page: channel/screen, wait: 10m } ] } }
        channels: { screen: { terminal: {} } }
        inhibit:
          - { source: 'alertname="ClusterDown"', target: 'severity=~"P2|P3"', equal: [cluster] }
          - { source: 'alertname="HostDown"', target: 'service=~".+"', equal: [host] }
        maintenance: [ { name: nightly, match: 'alertname="Backup"', every: 'daily 01:30-02:00 UTC' } ]
        resolveTimeout: 30d
        """
            .formatted(teams());
    return switch (PolicyReader.read(text, 1)) {
      case PolicyReading.Accepted accepted -> accepted.policy();
      case PolicyReading.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }

  /// Twenty routes that an alert is held against before it comes to the one for all others.
  private static String teams() {
    List<String> routes = new ArrayList<>();
    IntStream.range(0, 20)
        .forEach(i ->
            routes.add(
                "  - { match: ['team=\"team-%d\"', 'env=~\"prod.*|staging\"'], plan: all }"
                    .formatted(i)));
    return String.join("\n", routes);
  }

  /// An alert of a service, told apart by its host.
  public static Alert alert(String service, String host, String summary) {
    return new Alert(
        "default",
        Labels.of(
            "alertname", "DiskFull",
            "service", service,
            "host", host,
            "env", "production",
            "cluster", "eu-1",
            "job", "node",
            "severity", "P2"),
        Labels.of("summary", summary, "runbook_url", "https://runbooks.example.com/disk-full"),
        START,
        null,
        "https://prometheus.example.com/graph?g0.expr=disk",
        new Breach("disk", 91, ">", 90, "%"),
        "alertmanager",
        START);
  }

  /// The same alert when its sender says that it is over.
  public static Alert ended(Alert alert) {
    return new Alert(
        alert.tenant(),
        alert.labels(),
        alert.annotations(),
        alert.startsAt(),
        START,
        alert.generatorUrl(),
        alert.breach(),
        alert.source(),
        START);
  }
}
