package io.firebell.core.announce;

import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.mute.Maintenance;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import io.firebell.core.time.Hours;
import io.firebell.core.time.Occasions;
import io.firebell.core.time.Stretch;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The maintenance `work` as its listeners hear of it: time that passes, policies that come into
/// force, and what becomes of notifications.
final class Noticeboard {

  static final String NAME = "work";

  /// 2026-11-22 is a Sunday.
  static final Instant FRIDAY = Instant.parse("2026-11-20T00:00:00Z");

  /// Sundays from 04:00 to 05:00, announced 48 hours before to `ops` and `chat`.
  static final Maintenance SUNDAYS =
      weekly(4 * 60, 5 * 60, Duration.ofDays(2), List.of("ops", "chat"));

  private final List<Notification> sent = new ArrayList<>();
  private final List<Told.Failure> failures = new ArrayList<>();
  private Policy policy;
  private Instant now;
  private @Nullable Bulletin known;

  Noticeboard(Instant start, Maintenance... rules) {
    now = start;
    policy = policy(1, rules);
    look();
  }

  static Maintenance weekly(int from, int to, Duration announce, List<String> inform) {
    TimeInterval sundays =
        new TimeInterval(
            List.of(new TimeRange(from, to)),
            Set.of(DayOfWeek.SUNDAY),
            List.of(),
            Set.of(),
            List.of(),
            ZoneOffset.UTC);
    Occasions when = new Occasions(List.of(new Hours("sundays", List.of(sundays))), List.of());
    return new Maintenance(NAME, Matcher.parseAll("team=\"database\""), when, announce, inform);
  }

  static Maintenance once(String from, String to) {
    Stretch time = new Stretch(time(from), time(to));
    return new Maintenance(
        NAME,
        List.of(),
        new Occasions(List.of(), List.of(time)),
        Duration.ofDays(2),
        List.of("ops"));
  }

  /// A time in November 2026: `22T04:00`.
  static Instant time(String day) {
    return Instant.parse("2026-11-" + day + ":00Z");
  }

  /// Another policy comes into force.
  void adopts(Maintenance... rules) {
    policy = policy(policy.version() + 1, rules);
    look();
  }

  /// The same policy is looked at once more, as after a restart.
  void look() {
    apply(Announcements.advance("default", NAME, known, policy, now));
  }

  /// Time passes, and what is due is done when it is.
  void waitsUntil(Instant until) {
    while (true) {
      @Nullable Instant due = known == null ? null : known.nextDeadline().orElse(null);
      if (due == null || due.isAfter(until)) {
        now = until;
        return;
      }
      now = due.isAfter(now) ? due : now;
      look();
    }
  }

  /// Time passes while nothing runs.
  void isDownUntil(Instant until) {
    now = until;
    look();
  }

  /// An alert is muted.
  void mutes() {
    Bulletin before = bulletin();
    known = before.countingAt(now).map(before::counting).orElse(before);
  }

  /// What has been sent since this was last asked: `chat PLANNED 22T04:00-05:00`.
  List<String> told() {
    List<String> told = sent.stream().map(Noticeboard::line).toList();
    sent.clear();
    return told;
  }

  /// The same, and the far sides take it all.
  List<String> delivered() {
    List<Notification> these = List.copyOf(sent);
    List<String> told = told();
    these.forEach(one -> reports(one, new Outcome.Delivered("id of " + one.recipient().name())));
    return told;
  }

  List<Notification> sent() {
    return List.copyOf(sent);
  }

  void reports(Notification notification, Outcome outcome) {
    Delivery delivery =
        new Delivery(
            notification.id(),
            notification.subject().id(),
            notification.recipient(),
            outcome,
            1,
            Duration.ZERO);
    apply(Announcements.report(bulletin(), delivery, policy, now));
  }

  List<Told.Failure> failures() {
    return List.copyOf(failures);
  }

  boolean knowsNothing() {
    return known == null;
  }

  Bulletin bulletin() {
    if (known == null) {
      throw new AssertionError("nothing is known of the maintenance");
    }
    return known;
  }

  private void apply(Told told) {
    known = told.next();
    sent.addAll(told.notifications());
    failures.addAll(told.failures());
  }

  private static String line(Notification notification) {
    MaintenanceSummary window = (MaintenanceSummary) notification.subject();
    return "%s %s %s%s-%s%s"
        .formatted(
            notification.recipient().name(),
            window.stage(),
            window.changed() ? "changed " : "",
            window.from().toString().substring(8, 16),
            window.to().toString().substring(11, 16),
            window.muted() == 0 ? "" : " muted " + window.muted());
  }

  private static Policy policy(long version, Maintenance... rules) {
    Route root =
        new Route(
            "{}",
            List.of(),
            new Grouping.By(List.of()),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            false,
            "none",
            List.of());
    List<PriorityLevel> levels =
        Arrays.stream(Priority.values())
            .map(priority ->
                new PriorityLevel(priority, priority.name(), List.of(), null, null, null))
            .toList();
    return new Policy(
        version,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        levels,
        new Classifier(List.of(), levels),
        new RoutingTree(root),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(
            "ops", new Channel("ops", ChannelType.EMAIL, true, Map.of()),
            "chat", new Channel("chat", ChannelType.SLACK, false, Map.of()),
            "pager", new Channel("pager", ChannelType.PAGERDUTY, true, Map.of())),
        Map.of(),
        Map.of(),
        new MuteRules(List.of(), List.of(rules), null, List.of()),
        Map.of(),
        List.of());
  }
}
