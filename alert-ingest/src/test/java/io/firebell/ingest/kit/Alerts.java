package io.firebell.ingest.kit;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Arbitrary alerts that every source has to accept, as far as it can say them.
final class Alerts {

  static final String TENANT = "default";
  static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private static final long YEAR_9998 = Instant.parse("9998-12-31T00:00:00Z").toEpochMilli();

  private Alerts() {}

  /// An alert with that label `alertname` and no other.
  static Alert named(String name) {
    Labels labels = Labels.of("alertname", name);
    return new Alert(TENANT, labels, Labels.NONE, NOW, null, "", Breach.NONE, "", NOW);
  }

  static Arbitrary<List<Alert>> lists() {
    return alerts().list().ofMaxSize(5);
  }

  private static Arbitrary<Alert> alerts() {
    Arbitrary<Long> start = Arbitraries.longs().between(0, YEAR_9998);
    Arbitrary<Optional<Long>> lasting = Arbitraries.longs().between(0, 1_000_000).optional(0.5);
    return Combinators.combine(labels(1), labels(0), start, lasting, text(0), breaches())
        .as((labels, annotations, startsAt, lasted, url, breach) ->
            new Alert(
                TENANT,
                labels,
                annotations,
                Instant.ofEpochMilli(startsAt),
                lasted.map(millis -> Instant.ofEpochMilli(startsAt + millis)).orElse(null),
                url,
                breach,
                "",
                NOW));
  }

  private static Arbitrary<Labels> labels(int fewest) {
    return Arbitraries.maps(text(1), text(1)).ofMinSize(fewest).ofMaxSize(4).map(Labels::of);
  }

  private static Arbitrary<Breach> breaches() {
    Arbitrary<Double> numbers = Arbitraries.doubles();
    Arbitrary<String> comparators = Arbitraries.of(">", ">=", "<", "<=", "==", "!=");
    return Combinators.combine(text(1), numbers, comparators, numbers, text(0))
        .as(Breach::new)
        .optional(0.5)
        .map(breach -> breach.orElse(Breach.NONE));
  }

  /// Any text that UTF-8 can hold, so without halves of surrogate pairs.
  private static Arbitrary<String> text(int shortest) {
    Arbitrary<Integer> ascii = Arbitraries.integers().between(0, 0x7f);
    Arbitrary<Integer> below = Arbitraries.integers().between(0x80, 0xd7ff);
    Arbitrary<Integer> above = Arbitraries.integers().between(0xe000, 0x10ffff);
    return Arbitraries.oneOf(ascii, below, above)
        .list()
        .ofMinSize(shortest)
        .ofMaxSize(12)
        .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
  }
}
