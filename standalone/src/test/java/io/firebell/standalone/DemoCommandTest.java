package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aWholeOutageIsPlayedToAFirebellOfItsOwn() throws IOException {
    assertThat(run("demo", "--json")).as(err.toString()).isZero();

    JsonNode summary = new ObjectMapper().readTree(out.toString());
    JsonNode alerts = summary.path("alerts");
    assertThat(alerts.path("distinct").asInt()).isEqualTo(200);
    assertThat(alerts.path("accepted").asInt()).isEqualTo(alerts.path("sent").asInt());
    assertThat(summary.path("incidents")).hasSize(2);
    int joined = 0;
    for (JsonNode incident : summary.path("incidents")) {
      joined += incident.path("alerts").asInt();
      assertThat(incident.path("resolvedBy").asText("not over"))
          .as("its alerts ended it")
          .isEmpty();
    }
    assertThat(joined).isEqualTo(200);
    onlyTheDatabasePages(summary);
    assertThat(summary.path("delivered").asInt())
        .isEqualTo(summary.path("notifications").asInt())
        .isGreaterThan(summary.path("pages").asInt());
    assertThat(summary.path("failed").asInt()).isZero();
    assertThat(summary.path("pagesWithoutGrouping").asInt()).isEqualTo(240);
    inOrder(summary);
  }

  private static void onlyTheDatabasePages(JsonNode summary) {
    JsonNode database = summary.path("incidents").get(0);
    assertThat(database.path("priority").asText()).isEqualTo("P1");
    assertThat(database.path("steps")).hasSize(2);
    int number = 0;
    for (JsonNode step : database.path("steps")) {
      assertThat(step.path("step").asInt()).isEqualTo(++number);
      assertThat(step.path("pages").asInt()).isEqualTo(1);
    }
    assertThat(summary.path("incidents").get(1).path("steps")).isEmpty();
    assertThat(summary.path("pages").asInt()).isEqualTo(2);
    assertThat(summary.path("pagesAfterAcknowledgement").asInt()).isZero();
  }

  private static void inOrder(JsonNode summary) {
    assertThat(summary.path("secondsToFirstPage").asDouble())
        .as("the group waits for a second")
        .isGreaterThanOrEqualTo(1);
    assertThat(
            new double[] {
              summary.path("secondsToFirstPage").asDouble(),
              summary.path("secondsToSecondStep").asDouble(),
              summary.path("secondsToAcknowledgement").asDouble(),
              summary.path("secondsToResolution").asDouble()
            })
        .isSorted();
  }

  @Test
  void anInstanceThatDoesNotAnswerIsSaidToBeMissing() throws IOException {
    String nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + free.getLocalPort();
    }

    assertThat(run("demo", "--url", nobody)).isEqualTo(1);
    assertThat(err.toString()).startsWith("firebell: no Firebell answers at " + nobody);
  }

  private int run(String... arguments) {
    CommandLine line = Firebell.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
