package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/policy.md`, whose examples are policies and which explains every key.
class PolicyDocumentationTest {

  private static final String TEXT = read(Path.of("..", "docs", "policy.md"));
  private static final String TEMPLATES = read(Path.of("..", "docs", "templates.md"));
  private static final String SHORTEST =
      """
      version: 1
      routes: [{ plan: all }]
      plans:
        all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      """;
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<String> examples() {
    return examples(TEXT);
  }

  static Stream<String> examplesOfTemplates() {
    return examples(TEMPLATES);
  }

  private static Stream<String> examples(String page) {
    return EXAMPLE.matcher(page).results().map(result -> result.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsReadAndPleasesTheSchema(String example) {
    String policy = Overlay.on(examples().findFirst().orElseThrow(), example);
    assertThat(PolicyReader.read(policy, 1)).isInstanceOf(Accepted.class);
    assertThat(PublishedSchema.complaints(policy)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examplesOfTemplates")
  void everyExampleOfTemplatesIsReadAndPleasesTheSchema(String example) {
    String policy = Overlay.on(SHORTEST, example);
    assertThat(PolicyReader.read(policy, 1)).isInstanceOf(Accepted.class);
    assertThat(PublishedSchema.complaints(policy)).isEmpty();
  }

  @Test
  void everySectionHasAnExample() throws IOException {
    List<String> sections = new ArrayList<>();
    JsonNode schema = new ObjectMapper().readTree(PublishedSchema.TEXT);
    schema.path("properties").fieldNames().forEachRemaining(sections::add);
    String examples = "\n" + examples().collect(Collectors.joining());
    assertThat(sections)
        .isNotEmpty()
        .allMatch(section -> examples.contains("\n" + section + ":"), "has an example");
  }

  @Test
  void everyKeyIsExplained() throws IOException {
    Set<String> keys = new TreeSet<>();
    collectKeys(new ObjectMapper().readTree(PublishedSchema.TEXT), keys);
    Set<String> explained = new TreeSet<>();
    Pattern.compile("`(?:[a-z]+(?:\\[\\])?\\.)?(?<key>[A-Za-z0-9]+)`")
        .matcher(TEXT)
        .results()
        .map((MatchResult result) -> result.group("key"))
        .forEach(explained::add);
    assertThat(explained).containsAll(keys.stream().filter(key -> !key.matches("P[23]")).toList());
  }

  private static void collectKeys(JsonNode node, Set<String> keys) {
    node.path("properties").fieldNames().forEachRemaining(keys::add);
    node.forEach(child -> collectKeys(child, keys));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
