package io.firebell.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

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
