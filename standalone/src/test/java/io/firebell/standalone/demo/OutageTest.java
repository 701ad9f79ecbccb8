package io.firebell.standalone.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutageTest {

  private final Outage outage = Outage.ofADatabase();

  /// What is sent of each alert, in order.
  private final Map<Map<String, String>, List<Boolean>> histories =
      sendings()
          .collect(
              groupingBy(
                  sending -> sending.symptom().labels(sending.instance(), "one"),
                  LinkedHashMap::new,
                  mapping(Sending::fires, toList())));

  private Stream<Sending> sendings() {
    return Stream.concat(outage.failure().stream(), outage.recovery().stream())
        .flatMap(burst -> burst.sendings().stream());
  }

  @Test
  void twoHundredAlertsOfFiveServicesAreSent() {
    assertThat(histories).hasSize(200);
    assertThat(histories.keySet().stream().map(labels -> labels.get("service")).collect(toSet()))
        .hasSize(5);
  }

  @Test
  void everyAlertFiresFirstAndIsOverInTheEnd() {
    assertThat(histories.values())
        .allSatisfy(history -> {
          assertThat(history.getFirst()).isTrue();
          assertThat(history.getLast()).isFalse();
        });
  }

  @Test
  void noAlertEndsThatDoesNotFire() {
    assertThat(histories.values())
        .allSatisfy(history -> assertThat(adjacent(history)).doesNotContain(List.of(false, false)));
  }

  @Test
  void someAlertsFlap() {
    List<Boolean> flapped = List.of(true, false, true, false);
    assertThat(histories.values())
        .filteredOn(history -> changes(history).equals(flapped))
        .hasSize(40);
  }

  @Test
  void alertsAreRepeated() {
    assertThat(histories.values())
        .allSatisfy(history -> assertThat(adjacent(history)).contains(List.of(true, true)));
  }

  @Test
  void burstsComeOneAfterTheOther() {
    assertThat(outage.failure()).extracting(Burst::after).isSorted().doesNotHaveDuplicates();
    assertThat(outage.recovery()).extracting(Burst::after).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void itIsTheSameEveryTime() {
    assertThat(Outage.ofADatabase()).isEqualTo(outage);
  }

  @Test
  void twoOutagesHaveNoAlertInCommon() {
    Set<Map<String, String>> others =
        sendings()
            .map(sending -> sending.symptom().labels(sending.instance(), "another"))
            .collect(toSet());

    assertThat(histories.keySet()).doesNotContainAnyElementsOf(others);
  }

  @Test
  void theServicesThatNeedTheDatabaseOnlyWarn() {
    assertThat(histories.keySet())
        .filteredOn(labels -> "service".equals(labels.get("tier")))
        .isNotEmpty()
        .allSatisfy(labels -> assertThat(labels).containsEntry("severity", "warning"));
  }

  private static List<List<Boolean>> adjacent(List<Boolean> history) {
    return IntStream.range(1, history.size()).mapToObj(i -> history.subList(i - 1, i + 1)).toList();
  }

  /// The history without what repeats the sending before it.
  private static List<Boolean> changes(List<Boolean> history) {
    return IntStream.range(0, history.size())
        .filter(i -> i == 0 || !history.get(i).equals(history.get(i - 1)))
        .mapToObj(history::get)
        .toList();
  }
}
