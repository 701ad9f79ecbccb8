package io.firebell.schemas.policy;

import io.firebell.core.route.Grouping;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `routes`: a list of which one entry has no `match` and is the root of the
/// tree, with everything that the others inherit from it.
final class RouteReader {

  private static final String[] KEYS = {
    "match",
    "groupBy",
    "groupWait",
    "groupInterval",
    "repeatInterval",
    "plan",
    "muteHours",
    "activeHours",
    "continue",
    "routes"
  };

  private static final String GROUP_BY_ALL = "...";

  private final Names names;

  RouteReader(Names names) {
    this.names = names;
  }

  /// What a route that does not say otherwise has from its parent.
  private record Inherited(
      Grouping groupBy,
      Duration groupWait,
      Duration groupInterval,
      Duration repeatInterval,
      String plan) {

    static final Inherited BY_DEFAULT =
        new Inherited(
            new Grouping.By(List.of("alertname", "service")),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            "");
  }

  /// An entry of the list.
  private record Entry(YamlValue value, YamlFields fields) {}

  /// The root; empty when there is none.
  Optional<Route> read(YamlValue section) {
    List<Entry> entries = entries(section);
    List<Entry> roots = entries.stream().filter(entry -> !entry.fields.has("match")).toList();
    if (roots.isEmpty()) {
      section.refuse(
          "one route should have no match, for the alerts that no other takes: all have");
      return Optional.empty();
    }
    roots.stream().skip(1).forEach(entry -> refuseSecondRoot(entry, roots.getFirst()));
    YamlFields root = roots.getFirst().fields;
    for (String key : List.of("continue", "routes")) {
      root.get(key)
          .ifPresent(value ->
              value.refuse(
                  "should not be in the route without match: every route in the list comes"
                      + " before it"));
    }
    root.require("plan", "what the alerts get that no other route takes");
    Inherited settings = settings(root, Inherited.BY_DEFAULT);
    List<Entry> others = entries.stream().filter(entry -> entry.fields.has("match")).toList();
    return Optional.of(
        route(
            Route.ROOT_KEY,
            root,
            List.of(),
            settings,
            false,
            children(others, Route.ROOT_KEY, settings)));
  }

  private static List<Entry> entries(YamlValue list) {
    List<Entry> entries = new ArrayList<>();
    for (YamlValue item : list.items("")) {
      item.fields(KEYS).ifPresent(fields -> entries.add(new Entry(item, fields)));
    }
    return entries;
  }

  private static void refuseSecondRoot(Entry second, Entry first) {
    second.value.refuse(
        "only one route should have no match, and "
            + first.value.path()
            + " has none already: write match: [] for a route that takes every alert");
  }

  private List<Route> children(List<Entry> entries, String parentKey, Inherited inherited) {
    Map<List<Matcher>, Integer> twins = new HashMap<>();
    List<Route> routes = new ArrayList<>();
    for (Entry entry : entries) {
      YamlFields fields = entry.fields;
      List<Matcher> matchers =
          MatcherReader.required(fields, "match", "which alerts take this route; [] for all");
      int twin = twins.merge(matchers.stream().sorted(Matcher.ORDER).toList(), 1, Integer::sum) - 1;
      String key = Route.childKey(parentKey, matchers, twin);
      Inherited settings = settings(fields, inherited);
      List<Route> below =
          fields
              .get("routes")
              .map(RouteReader::entries)
              .map(nested -> children(nested, key, settings))
              .orElse(List.of());
      boolean continues = fields.get("continue").flatMap(YamlValue::flag).orElse(false);
      routes.add(route(key, fields, matchers, settings, continues, below));
    }
    return routes;
  }

  private Inherited settings(YamlFields fields, Inherited inherited) {
    Optional<String> plan = fields.get("plan").flatMap(this::plan);
    return new Inherited(
        fields.get("groupBy").map(RouteReader::grouping).orElse(inherited.groupBy),
        fields.duration("groupWait", inherited.groupWait),
        fields.positiveDuration("groupInterval", inherited.groupInterval),
        fields.positiveDuration("repeatInterval", inherited.repeatInterval),
        plan.orElse(inherited.plan));
  }

  private Optional<String> plan(YamlValue value) {
    Optional<String> plan = value.text();
    plan.ifPresent(name -> names.plans().check(value, "a plan", name));
    return plan;
  }

  private static Grouping grouping(YamlValue value) {
    List<String> names = value.distinctTexts("");
    if (!names.contains(GROUP_BY_ALL)) {
      return new Grouping.By(names);
    }
    if (names.size() > 1) {
      value.refuse("\"...\" groups by every label: no other should stand beside it");
    }
    return new Grouping.ByAll();
  }

  private List<String> hours(YamlFields fields, String key) {
    return fields
        .get(key)
        .map(value -> {
          List<String> hours = value.distinctTexts("should name hours: names none");
          hours.forEach(name -> names.hours().check(value, "hours", name));
          return hours;
        })
        .orElse(List.of());
  }

  private Route route(
      String key,
      YamlFields fields,
      List<Matcher> matchers,
      Inherited settings,
      boolean continues,
      List<Route> below) {
    return new Route(
        key,
        matchers,
        settings.groupBy,
        settings.groupWait,
        settings.groupInterval,
        settings.repeatInterval,
        continues,
        settings.plan,
        below,
        hours(fields, "muteHours"),
        hours(fields, "activeHours"));
  }
}
