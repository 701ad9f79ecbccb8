package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Group;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One alert, the moments at which it is sent, and the policies that route it.
final class Given {

  static final Labels DISK = Labels.of("alertname", "DiskFull", "team", "database");
  static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

  /// All alerts of a name together.
  static final Policy POLICY = policy(7, root());

  /// The database team's alerts on a route of their own.
  static final Policy REROUTED = policy(8, root(child("team=database", false)));

  /// Every alert on two routes.
  static final Policy BOTH = policy(9, root(child("team=database", true), child("", true)));

  static final Group ALL = group("{}");
  static final Group DATABASE = group("{}/{team=\"database\"}");
  static final Group EVERY = group("{}/{}");

  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  private Given() {}

  static Instant minute(long minute) {
    return MIDNIGHT.plus(Duration.ofMinutes(minute));
  }

  /// The alert as it is sent at a minute, firing since then and with no end.
  static Sending sentAt(long minute) {
    return sentAt(minute(minute));
  }

  static Sending sentAt(Instant at) {
    return new Sending(at, at, null, Labels.NONE, Breach.NONE, "");
  }

  /// What an alert is made of, each part by its own method.
  record Sending(
      Instant receivedAt,
      Instant startsAt,
      @Nullable Instant endsAt,
      Labels annotations,
      Breach breach,
      String url) {

    Sending since(Instant start) {
      return new Sending(receivedAt, start, endsAt, annotations, breach, url);
    }

    Sending since(long minute) {
      return since(minute(minute));
    }

    Sending until(Instant end) {
      return new Sending(receivedAt, startsAt, end, annotations, breach, url);
    }

    Sending until(long minute) {
      return until(minute(minute));
    }

    Sending saying(String summary) {
      return new Sending(receivedAt, startsAt, endsAt, Labels.of("summary", summary), breach, url);
    }

    Sending measuring(double value) {
      Breach measured = new Breach("disk_used", value, ">", 90, "%");
      return new Sending(receivedAt, startsAt, endsAt, annotations, measured, url);
    }

    Sending from(String generatorUrl) {
      return new Sending(receivedAt, startsAt, endsAt, annotations, breach, generatorUrl);
    }

    Alert alert() {
      return new Alert(
          "default", DISK, annotations, startsAt, endsAt, url, breach, "test", receivedAt);
    }
  }

  private static Group group(String route) {
    return Group.of("default", route, Labels.of("alertname", "DiskFull"));
  }

  private static Route root(Route... children) {
    return route(Route.ROOT_KEY, List.of(), false, children);
  }

  private static Route child(String matcher, boolean continues) {
    List<Matcher> matchers = matcher.isEmpty() ? List.of() : Matcher.parseAll(matcher);
    return route(Route.childKey(Route.ROOT_KEY, matchers, 0), matchers, continues);
  }

  private static Route route(
      String key, List<Matcher> matchers, boolean continues, Route... children) {
    return new Route(
        key,
        matchers,
        new Grouping.By(List.of("alertname")),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(4),
        continues,
        "any",
        List.of(children));
  }

  /// The usual policy with rules that mute, as the version after it.
  static Policy muting(MuteRules rules) {
    return policy(8, root(), rules);
  }

  private static Policy policy(long version, Route root) {
    return policy(version, root, MuteRules.NONE);
  }

  private static Policy policy(long version, Route root, MuteRules mutes) {
    List<PriorityLevel> levels =
        Arrays.stream(Priority.values())
            .map(priority ->
                new PriorityLevel(priority, priority.name(), List.of(), null, null, null))
            .toList();
    return new Policy(
        version,
        RESOLVE_TIMEOUT,
        Duration.ZERO,
        levels,
        new Classifier(List.of(), levels),
        new RoutingTree(root),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        mutes,
        Map.of(),
        List.of());
  }
}
