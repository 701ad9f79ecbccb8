package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not heard of in time, on a real broker.
class HeartbeatIT {

  @TempDir private Path directory;

  @Test
  void aHeartbeatThatIsMissingPagesAndOneThatIsHeardAgainResolves() throws Exception {
    try (Receiver receiver = new Receiver()) {
      String yaml =
          """
          version: 1
          classify: [{ name: priority, priority: '{{ labels.priority }}' }]
          routes: [{ plan: all, groupBy: ['...'], groupWait: 0s, groupInterval: 1s }]
          plans: { all: { P1: { escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
          escalations: { all: { steps: [{ page: channel/hook, wait: 1h }] } }
          channels: { hook: { webhook: { url: 'RECEIVER/hook' } } }
          heartbeats:
            backup: { every: 2s, priority: P1 }
            replication: { every: 2s, priority: P1 }
            daily: { every: 1d, priority: P1 }
          """
              .replace("RECEIVER", receiver.url(""));
      Path policy = Files.writeString(directory.resolve("policy.yaml"), yaml);
      try (Program program = Program.up(directory.resolve("data"), "--policy", policy.toString())) {
        receiver.await(1, hook -> hook.label("heartbeat").equals("backup"));
        receiver.await(1, hook -> hook.label("heartbeat").equals("replication"));
        assertThat(program.post("/v1/heartbeats/backup", "")).isEqualTo(202);
        receiver.await(
            1, hook -> hook.label("heartbeat").equals("backup") && hook.event().equals("resolved"));
        assertThat(receiver.hooks(hook -> hook.label("heartbeat").equals("daily"))).isEmpty();
      }
    }
  }
}
