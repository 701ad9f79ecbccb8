package io.firebell.schemas.alertmanager;

import io.firebell.core.route.Matcher;
import java.util.List;

/// A rule by which some alerts mute others.
record Inhibition(List<Matcher> source, List<Matcher> target, List<String> equal) {

  private static final Keys KEYS =
      Keys.reading(
              "source_match",
              "source_match_re",
              "source_matchers",
              "target_match",
              "target_match_re",
              "target_matchers",
              "equal")
          .ignoring("name");

  Inhibition {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
  }

  static List<Inhibition> read(List<Value> items) {
    return items.stream()
        .flatMap(item -> item.section(KEYS).stream())
        .map(rule ->
            new Inhibition(
                Matching.read(rule, "source_"),
                Matching.read(rule, "target_"),
                Matching.labels(rule.items("equal"), true)))
        .toList();
  }
}
