package io.firebell.schemas.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What amtool says of the configurations of these tests, in `routes.txt`, holds under the policies
/// that they become. `.ci/amtool-routes` checks that amtool says so, and records it anew.
class RoutesTest {

  private static final Map<String, ImportedRoutes> IMPORTED = new HashMap<>();

  /// @param receivers in the order of the tree
  private record Answer(String file, Labels alert, List<String> receivers) {}

  static Stream<Answer> answers() {
    return Texts.read("routes.txt").lines().map(RoutesTest::answer);
  }

  private static Answer answer(String line) {
    String[] sides = line.split(" -> ", 2);
    List<String> words = List.of(sides[0].split(" ", -1));
    Map<String, String> labels = new HashMap<>();
    for (String word : words.subList(1, words.size())) {
      String[] pair = word.replace("'", "").split("=", 2);
      labels.put(pair[0], pair[1]);
    }
    return new Answer(words.getFirst(), Labels.of(labels), List.of(sides[1].split(",", -1)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAlertTakesTheRoutesThatAmtoolNames(Answer answer) {
    ImportedRoutes routes =
        IMPORTED.computeIfAbsent(answer.file, file -> ImportedRoutes.of(Texts.read(file)));
    assertThat(routes.receivers(answer.alert)).isEqualTo(answer.receivers);
  }

  @Test
  void everyConfigurationThatAmtoolCanReadIsAsked() {
    assertThat(answers().map(Answer::file).distinct())
        .containsExactly(
            "minimal.yml",
            "kubernetes.yml",
            "old-style.yml",
            "hours.yml",
            "many-ways.yml",
            "deep.yml");
  }
}
