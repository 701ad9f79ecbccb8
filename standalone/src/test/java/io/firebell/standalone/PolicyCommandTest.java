package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {

  private static final String GOOD =
      """
      version: 1
      routes: [{ plan: all }]
      plans: { all: { P1: { notify: [screen] }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      channels: { screen: { terminal: {} } }
      """;

  @TempDir Path directory;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aFile() {
    file = directory.resolve("policy.yaml");
  }

  @Test
  void aPolicyInOrderIsSaidToBe() throws IOException {
    Files.writeString(file, GOOD);
    assertThat(run("policy", "check", file.toString())).isZero();
    assertThat(out).hasToString(file + ": in order" + System.lineSeparator());
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    Files.writeString(
        file, GOOD.replace("plan: all", "plan: none").replace("log: true } } }", "lag: 1 } } }"));
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.startsWith(file + ":"))
        .anyMatch(line -> line.startsWith(file + ":2:") && line.contains("none"))
        .anyMatch(line -> line.startsWith(file + ":3:") && line.contains("lag"));
  }

  @Test
  void mistakesAreToldToProgramsToo() throws IOException {
    Files.writeString(file, GOOD.replace("plan: all", "plan: none"));
    assertThat(run("policy", "check", "--json", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("{\"ok\":false,\"errors\":[{\"line\":2,\"column\":")
        .contains("\"path\":\"routes[0].plan\"");
  }

  @Test
  void aFileThatIsNotThereIsOneClearSentence() {
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString("firebell: there is no policy file " + file + System.lineSeparator());
  }

  @Test
  void aFileThatIsNoTextIsOneClearSentence() throws IOException {
    Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "firebell: the policy file " + file + " is not UTF-8" + System.lineSeparator());
  }

  private int run(String... arguments) {
    CommandLine line = Firebell.commandLine();
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
