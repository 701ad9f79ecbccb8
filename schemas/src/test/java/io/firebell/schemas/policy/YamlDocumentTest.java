package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.schemas.policy.PolicyReading.Refused;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts that are no YAML, or more than anybody should have to read.
class YamlDocumentTest {

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "1:1: a policy should be a mapping: was empty"),
        Arguments.of("# nothing\n", "1:1: a policy should be a mapping: was empty"),
        Arguments.of("[]", "1:1: should be a mapping: was a list"),
        Arguments.of("hello", "1:1: should be a mapping: was \"hello\""),
        Arguments.of("version: 1\n  routes: []", "2:9: mapping values are not allowed here"),
        Arguments.of(
            "version: 1\nroutes: [1,\n",
            "3:1: while parsing a flow node: expected the node content, but found '<stream end>'"),
        Arguments.of(
            "version: 1\n\troutes: []",
            "2:1: while scanning for the next token: found character '\\t(TAB)' that cannot start"
                + " any token. (Do not use \\t(TAB) for indentation)"),
        Arguments.of("version: *x", "1:10: found undefined alias x"),
        Arguments.of(
            "version: 1\n---\nversion: 1",
            "2:1: expected a single document in the stream: but found another document"),
        Arguments.of(
            "version: 1\nroutes: \u0001", "2:9: should have no control characters: has U+0001"),
        Arguments.of("routes: &x [*x]", "1:9: should not contain itself: does, by an alias"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void isRefusedWithItsPlace(String yaml, String complaint) {
    assertThat(firstError(yaml)).isEqualTo(complaint);
  }

  @Test
  void aKeyThatIsNoTextIsRefused() {
    assertThat(PolicyReader.read("version: 1\n? [a]\n: b", 1))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.errors())
                    .contains(
                        new PolicyError(
                            2, 3, "", "a key should be text: was a list or a mapping")));
  }

  @Test
  void aTextThatIsTooLongIsRefusedUnread() {
    assertThat(firstError("#".repeat(1_100_000)))
        .isEqualTo("1:1: a policy should be at most 1048576 characters: has 1100000");
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void aTextThatNestsTooDeepIsRefusedBeforeItIsBuilt(String yaml) {
    assertThat(firstError(yaml)).endsWith("should nest at most 32 deep: nests deeper");
  }

  static Stream<String> nestings() {
    return Stream.of(
        "[".repeat(100_000),
        "{a: ".repeat(50_000),
        "- ".repeat(100_000),
        "[".repeat(33) + "]".repeat(33),
        IntStream.range(0, 300)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining()));
  }

  /// A few hundred characters that stand for billions of values.
  @Test
  void aTextThatExplodesIsRefusedBeforeItIsBuilt() {
    StringBuilder bomb = new StringBuilder("version: 1\nroutes:\n- &a0 { match: [] }\n");
    for (int i = 1; i < 30; i++) {
      String below = ("*a" + (i - 1) + ", ").repeat(8);
      bomb.append("- &a%d { match: [], routes: [%s] }\n".formatted(i, below));
    }
    assertThat(firstError(bomb.toString()))
        .endsWith("a policy should have at most 100000 values, aliases written out: has more");
  }

  @Test
  void aTextFullOfMistakesIsNotToldToItsEnd() {
    String dangling =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "user/nobody" + i)
            .collect(Collectors.joining(", "));
    String yaml =
        """
        version: 1
        escalations:
          many: { steps: [{ page: [%s] }] }
          more: { steps: [{ page: "%s" }] }
        """
            .formatted(dangling, "x".repeat(200_000));
    assertThat(PolicyReader.read(yaml, 1))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.errors()).hasSize(1000);
              assertThat(refused.errors()).allMatch(error -> error.message().length() <= 1001);
            });
  }

  @Test
  void aliasesThatSpareWritingAreUnderstood() {
    String yaml =
        """
        version: 1
        routes: [{ plan: default }, { match: a=1, plan: other }]
        plans:
          default: &quiet { P1: &log { log: true }, P2: *log, P3: *log, P4: *log }
          other: *quiet
        """;
    assertThat(PolicyReader.read(yaml, 1)).isInstanceOf(PolicyReading.Accepted.class);
  }

  private static String firstError(String yaml) {
    PolicyReading reading = PolicyReader.read(yaml, 1);
    assertThat(reading).isInstanceOf(Refused.class);
    return ((Refused) reading).errors().getFirst().toString();
  }
}
