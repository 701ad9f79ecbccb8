package io.firebell.schemas.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.schemas.policy.PolicyError;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake of `mistakes.txt`.
class MistakesTest {

  private record Mistake(String name, String yaml, List<String> errors, List<String> warnings) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mistake> mistakes() {
    return Pattern.compile("\n== ")
        .splitAsStream(Texts.read("mistakes.txt"))
        .skip(1)
        .map(MistakesTest::mistake);
  }

  private static Mistake mistake(String text) {
    List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
    String yaml =
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith("-> ") && !line.startsWith("~> "))
            .collect(Collectors.joining("\n", "", "\n"));
    return new Mistake(
        lines.getFirst(),
        yaml
            + (yaml.contains("route:") ? "" : "route: { receiver: r }\n")
            + (yaml.contains("receivers:") ? "" : "receivers: [{ name: r }]\n"),
        after("-> ", lines),
        after("~> ", lines));
  }

  private static List<String> after(String mark, List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(mark)).map(l -> l.substring(3)).toList();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeIsToldWithItsPlace(Mistake mistake) {
    Conversion conversion = Texts.convert(mistake.yaml, SecretStyle.ENVIRONMENT);
    List<PolicyError> errors =
        switch (conversion) {
          case Conversion.Converted _ -> List.of();
          case Conversion.Refused refused -> refused.errors();
        };
    assertThat(errors).map(PolicyError::toString).containsExactlyElementsOf(mistake.errors);
    assertThat(conversion.warnings())
        .map(PolicyError::toString)
        .containsExactlyElementsOf(mistake.warnings);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void noComplaintRepeatsASecret(Mistake mistake) {
    for (SecretStyle style : SecretStyle.values()) {
      assertThat(Texts.convert(mistake.yaml, style).toString()).doesNotContain("secret,", "xoxb");
    }
  }
}
