package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyImportTest {

  private static final String CONFIGURATION =
      """
      route: { receiver: ops }
      receivers:
        - name: ops
          slack_configs:
            - api_url: https://hooks.slack.com/services/T0/B0/secret
              title: '{{ .GroupLabels.alertname }}'
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("alertmanager.yml"), CONFIGURATION);
  }

  private int run(String... arguments) {
    CommandLine line = Firebell.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void thePolicyIsPrintedAndWhatToKnowIsSaidBeside() {
    assertThat(run("policy", "import", file.toString())).isZero();

    assertThat(PolicyReader.read(out.toString(), 1)).isInstanceOf(PolicyReading.Accepted.class);
    assertThat(err.toString().lines())
        .containsExactly(
            file
                + ":6:9: warning: receivers[0].slack_configs[0].title: how a message looks is not"
                + " taken over: the incident's own text is sent",
            file
                + ":5: receivers[0].slack_configs[0].api_url: set the variable OPS_SLACK_API_URL"
                + " to what is here");
    assertThat(out + err.toString()).doesNotContain("secret\n").doesNotContain("B0/secret");
  }

  @Test
  void thePolicyIsWrittenToAFileThatIsInOrder() {
    Path policy = directory.resolve("policy.yaml");

    assertThat(run("policy", "import", file.toString(), "-o", policy.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(run("policy", "check", policy.toString())).isZero();
  }

  @Test
  void whatCannotBeHonouredIsListedAndNothingIsWritten() throws IOException {
    Path policy = directory.resolve("policy.yaml");
    Files.writeString(file, CONFIGURATION + "    opsgenie_configs: [{ api_key: key }]\n");

    assertThat(run("policy", "import", file.toString(), "-o", policy.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(file + ":7:5: receivers[0].opsgenie_configs: cannot be honoured");
    assertThat(policy).doesNotExist();
  }

  @Test
  void programsReadItAsJson() throws IOException {
    assertThat(run("policy", "import", "--json", file.toString())).isZero();

    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.path("ok").asBoolean()).isTrue();
    assertThat(answer.path("policy").asText()).contains("version: 1");
    assertThat(answer.path("variables").path(0).path("name").asText())
        .isEqualTo("OPS_SLACK_API_URL");
    assertThat(answer.path("warnings").path(0).path("line").asInt()).isEqualTo(6);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run("policy", "import", "nowhere.yml")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no Alertmanager configuration nowhere.yml");
  }

  @Test
  void onlyOneFileCanBeRun() {
    assertThat(run("up", "--policy", "a.yaml", "--alertmanager-config", "b.yml")).isEqualTo(2);
    assertThat(err.toString()).contains("mutually exclusive");
  }
}
