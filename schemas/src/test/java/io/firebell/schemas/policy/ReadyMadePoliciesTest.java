package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.schemas.policy.PolicyReading.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/policies`, whose files people take as their own.
class ReadyMadePoliciesTest {

  private static final Path DIRECTORY = Path.of("..", "docs", "policies");
  private static final Pattern SCHEMA_LINE =
      Pattern.compile("^# yaml-language-server: \\$schema=(?<path>\\S+)\n");

  static List<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void thereIsOneForEachTeamAndTheIndexNamesIt() throws IOException {
    String index = Files.readString(DIRECTORY.resolve("README.md"));
    assertThat(policies())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "multi-tenant-platform.yaml",
            "operations-index.yaml",
            "operations-manual.yaml",
            "operations-template.yaml",
            "runbooks.yaml")
        .allSatisfy(name -> assertThat(index).contains("[" + name + "](" + name + ")"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void eachIsAcceptedAndPleasesTheSchema(Path file) throws IOException {
    String policy = Files.readString(file);
    assertThat(PolicyReader.read(policy, 1)).isInstanceOf(Accepted.class);
    assertThat(PublishedSchema.complaints(policy)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void eachTellsEditorsWhereTheSchemaIs(Path file) throws IOException {
    assertThat(SCHEMA_LINE.matcher(Files.readString(file)).results())
        .extracting((MatchResult line) -> line.group("path"))
        .singleElement()
        .satisfies(path ->
            assertThat(file.resolveSibling(path)).content().isEqualTo(PublishedSchema.TEXT));
  }
}
