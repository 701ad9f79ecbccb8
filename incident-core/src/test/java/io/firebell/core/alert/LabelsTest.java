package io.firebell.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsTest {

  @Test
  void pairsWithoutAValueAreNone() {
    assertThat(Labels.of("alertname", "Disk", "team", ""))
        .isEqualTo(Labels.of("alertname", "Disk"))
        .hasToString("{alertname=\"Disk\"}");
    assertThat(Labels.of("team", "")).isEqualTo(Labels.NONE);
  }

  @Test
  void anAbsentLabelReadsAsEmpty() {
    assertThat(Labels.of("alertname", "Disk").get("team")).isEmpty();
    assertThat(Labels.NONE.get("team")).isEmpty();
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatThrownBy(() -> Labels.of("", "Disk"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a label name should not be empty: was \"\"");
  }

  /// Java reads the JSON `"\\ud83d"` without complaint; no UTF-8 can carry it.
  @ParameterizedTest
  @MethodSource("halfPairs")
  void halfOfASurrogatePairIsRefusedWithItsPlace(String text, String found) {
    assertThatThrownBy(() -> Labels.of(text, "v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a label name should be UTF-8: has the unpaired surrogate " + found);
    assertThatThrownBy(() -> Labels.of("team", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value of label team should be UTF-8: has the unpaired surrogate " + found);
  }

  static Stream<Arguments> halfPairs() {
    return Stream.of(
        arguments("\ud83d", "U+D83D at index 0"),
        arguments("ab\udd25", "U+DD25 at index 2"),
        arguments("🔥\ud83d", "U+D83D at index 2"),
        arguments("\udd25\ud83d", "U+DD25 at index 0"),
        arguments("\ud83d\ud83d\udd25", "U+D83D at index 0"));
  }

  @Test
  void wholeSurrogatePairsAreKept() {
    assertThat(Labels.of("🔥", "a🔥b").get("🔥")).isEqualTo("a🔥b");
  }

  @Test
  void namesWithoutTheirValuesAreRefused() {
    assertThatThrownBy(() -> Labels.of("alertname", "Disk", "team"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("names and values should alternate: were 3");
  }

  @Test
  void writtenOutQuotesAreEscaped() {
    assertThat(Labels.of("b", "say \"hi\"", "a", "C:\\\n"))
        .hasToString("{a=\"C:\\\\\\n\", b=\"say \\\"hi\\\"\"}");
  }

  @Test
  void aSourceMapChangedLaterChangesNothing() {
    Map<String, String> source = new HashMap<>(Map.of("alertname", "Disk"));
    Labels labels = Labels.of(source);
    source.put("team", "database");
    assertThat(labels).isEqualTo(Labels.of("alertname", "Disk"));
    assertThatThrownBy(() -> labels.pairs().put("team", "database"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Property
  void namesAreInTheOrderOfTheirUtf8Bytes(@ForAll("names") List<String> names) {
    Labels labels =
        Labels.of(names.stream().distinct().collect(Collectors.toMap(name -> name, name -> "v")));
    List<String> expected = new ArrayList<>(labels.pairs().keySet());
    expected.sort((a, b) ->
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    assertThat(labels.pairs().keySet()).containsExactlyElementsOf(expected);
  }

  @Property
  void whatWasPutInIsFoundAgain(@ForAll("names") List<String> names) {
    Map<String, String> pairs =
        names.stream().distinct().collect(Collectors.toMap(name -> name, name -> name + "!"));
    Labels labels = Labels.of(pairs);
    assertThat(labels.pairs()).isEqualTo(pairs);
    assertThat(pairs).allSatisfy((name, value) -> assertThat(labels.get(name)).isEqualTo(value));
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.of("a", "B", "_", "é", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "🔥")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts))
        .list()
        .ofMaxSize(12);
  }
}
