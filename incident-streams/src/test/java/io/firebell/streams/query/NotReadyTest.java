package io.firebell.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Before the topology runs, and after, everything is to be asked again.
class NotReadyTest {

  private static final String ID = "/00000000000000aa-1";

  @TempDir private Path state;
  private Night night;
  private KafkaStreams streams;
  private MockProducer<String, Command> producer;
  private IncidentServer server;

  @BeforeEach
  void start() {
    night = new Night(state.resolve("night"));
    streams = new KafkaStreams(night.topology(), Night.config(state.resolve("streams")));
    producer = new MockProducer<>(true, null, new StringSerializer(), night.commandSerializer());
    server = new IncidentServer(new IncidentQueries(streams), producer);
  }

  @AfterEach
  void stop() {
    server.close();
    streams.close(Duration.ZERO);
    night.close();
  }

  @Test
  void nothingIsAnsweredBeforeTheTopologyRuns() throws Exception {
    assertEverythingIsToComeLater();
  }

  @Test
  void nothingIsAnsweredAfterTheTopologyHasStopped() throws Exception {
    streams.close(Duration.ZERO);

    assertEverythingIsToComeLater();
  }

  private void assertEverythingIsToComeLater() throws Exception {
    for (String path : new String[] {"", ID, ID + "/alerts", ID + "/timeline"}) {
      assertToComeLater(server.get(path));
    }
    assertToComeLater(server.post(ID + "/acknowledge", "{\"by\":\"alice\"}"));
    assertToComeLater(server.post(ID + "/resolve", "{\"by\":\"alice\"}"));
    assertThat(producer.history()).isEmpty();
  }

  private static void assertToComeLater(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(IncidentServer.json(answer).path("message").asText())
        .startsWith("incidents cannot be read at present: ");
  }
}
