package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.standalone.kit.Cluster;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Tail;
import io.firebell.streams.IncidentStreams;
import io.firebell.streams.StreamsSettings;
import io.firebell.streams.topology.IncidentSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Alerts as large as ingest takes them.
class LargeAlertsTest {

  private static final String POLICY =
      """
      version: 1
      classify: [{ name: all, priority: P1 }]
      routes: [{ plan: all, groupBy: [service], groupWait: 2s, groupInterval: 10s }]
      plans:
        all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      escalations: { desk: { steps: [{ page: channel/screen, wait: 1h }] } }
      channels: { screen: { terminal: {} } }
      """;

  @RegisterExtension private static final Cluster CLUSTER = new Cluster();
  @TempDir private Path state;

  @Test
  void manyLargeAlertsOfOneGroupArePaged() throws Exception {
    Topics topics = CLUSTER.topics("large.");
    Policy policy = ((PolicyReading.Accepted) PolicyReader.read(POLICY, 1)).policy();
    try (IncidentStreams streams =
            IncidentStreams.start(
                new StreamsSettings(CLUSTER.clients(), state, "large", 1, 0, Duration.ofDays(1)),
                topics,
                IncidentSerdes.of(CLUSTER.serdes()),
                _ -> policy,
                _ -> "default",
                InstantSource.system());
        Tail<Notification> pages =
            CLUSTER.tail(
                topics.notifications(ChannelType.TERMINAL),
                CLUSTER.serdes().deserializer(Codecs.NOTIFICATION))) {
      streams.awaitReady(Eventually.PATIENCE);
      for (int i = 0; i < 30; i++) {
        Labels labels = Labels.of("alertname", "Down", "service", "db", "instance", "db-" + i);
        Labels annotations = Labels.of("description", "x".repeat(60_000));
        Instant now = Instant.now();
        Alert alert =
            new Alert("default", labels, annotations, now, null, "", Breach.NONE, "test", now);
        byte[] bytes =
            CLUSTER.serdes().serializer(Codecs.ALERT).serialize(topics.alerts().name(), alert);
        CLUSTER.send(topics.alerts(), "default/" + alert.fingerprint(), bytes);
      }

      Notification page = pages.awaitValues(1, _ -> true).getFirst();
      assertThat(page.incident().firing()).isEqualTo(30);
      assertThat(page.alerts()).isNotEmpty();
      assertThat(page.alerts().size() + page.truncatedAlerts()).isEqualTo(30);
    }
  }
}
