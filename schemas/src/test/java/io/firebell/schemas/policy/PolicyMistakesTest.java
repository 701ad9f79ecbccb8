package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.schemas.policy.PolicyReading.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake of `mistakes.txt`, to the reader and to the schema.
class PolicyMistakesTest {

  private static final String BASE = Resources.text("complete.yaml");

  /// @param inSchema whether the schema sees it too
  private record Mistake(String name, boolean inSchema, String yaml, List<String> complaints) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mistake> mistakes() {
    return Pattern.compile("\n== ")
        .splitAsStream(Resources.text("mistakes.txt"))
        .skip(1)
        .map(PolicyMistakesTest::mistake);
  }

  private static Mistake mistake(String text) {
    List<String> yaml = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
    for (String line : lines.subList(1, lines.size())) {
      (line.startsWith("-> ") ? complaints : yaml).add(line);
    }
    return new Mistake(
        lines.getFirst(),
        lines.getFirst().endsWith("(schema)"),
        Overlay.on(BASE, String.join("\n", yaml)),
        complaints.stream().map(line -> line.substring(3)).toList());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeIsToldWithItsPath(Mistake mistake) {
    PolicyReading reading = PolicyReader.read(mistake.yaml, 1);
    assertThat(reading).isInstanceOf(Refused.class);
    assertThat(((Refused) reading).errors())
        .extracting(error -> error.path() + ": " + error.message())
        .containsExactlyInAnyOrderElementsOf(mistake.complaints);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeIsToldInTheOrderOfTheText(Mistake mistake) {
    assertThat(((Refused) PolicyReader.read(mistake.yaml, 1)).errors())
        .isSortedAccordingTo(PolicyError.BY_PLACE);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void theSchemaSeesWhatIsWrongInOnePlace(Mistake mistake) {
    assertThat(PublishedSchema.complaints(mistake.yaml).isEmpty()).isEqualTo(!mistake.inSchema);
  }
}
