package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.CompiledRule;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.classify.Rating;
import io.firebell.core.classify.Rule;
import io.firebell.core.classify.UpdateClock;
import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Target;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Contact;
import io.firebell.core.policy.Plan;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import io.firebell.core.policy.User;
import io.firebell.core.route.Group;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A group of alerts about full disks, the people who care, and what they have agreed on.
///
/// | priority | escalation | informed |
/// |---|---|---|
/// | P1 | `ladder` at once | screen |
/// | P2 | `gentle` after 15 minutes | screen |
/// | P3 | | hook, mail (which does not hear of ends) |
/// | P4 | | |
///
/// `ladder` pages Alice, after 5 minutes Bob and the hook, after 10 more begins again, once.
/// `gentle` pages Bob. Groups wait 30 seconds, then 5 minutes, and repeat themselves after an hour.
final class Given {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  static final Group GROUP = Group.of("default", "{}", Labels.of("alertname", "DiskFull"));
  static final Group OTHER_GROUP = Group.of("default", "{}", Labels.of("alertname", "HostDown"));
  static final String OTHER_INCIDENT = OTHER_GROUP.key() + "-1";
  static final String FIRST_INCIDENT = GROUP.key() + "-1";

  static final Recipient SCREEN = Recipient.channel(ChannelType.TERMINAL, "screen");
  static final Recipient HOOK = Recipient.channel(ChannelType.WEBHOOK, "hook");
  static final Recipient MAIL = Recipient.channel(ChannelType.EMAIL, "mail");
  static final Recipient ALICE = Recipient.user(ChannelType.SLACK, "alice");
  static final Recipient ALICES_MAIL = Recipient.user(ChannelType.EMAIL, "alice");
  static final Recipient BOB = Recipient.user(ChannelType.PAGERDUTY, "bob");

  private static final List<Rule> RULES =
      List.of(
          new Rule("broken", "has(labels.broken) && labels.nothing == 'x'", "P1"),
          new Rule("nearly full", "breach.value >= 95.0", "P1"),
          new Rule("widespread", "incident.services.size() >= 3", "P1"),
          new Rule("severity", "has(labels.severity)", "{{ labels.severity }}"));

  static final Policy POLICY = agreed().policy();

  private Given() {}

  /// An instant so many minutes after the start.
  static Instant minute(double minutes) {
    return START.plusMillis(Math.round(minutes * 60_000));
  }

  static Instant second(long seconds) {
    return START.plusSeconds(seconds);
  }

  /// An alert of the group, told apart by its host, that began at an instant.
  static Alert alert(String host, Priority severity, Instant startsAt) {
    return alert(startsAt, "host", host, "severity", severity.name());
  }

  static Alert alert(Instant startsAt, String... labels) {
    String[] all =
        Stream.concat(Stream.of("alertname", "DiskFull"), Arrays.stream(labels))
            .toArray(String[]::new);
    return new Alert(
        "default", Labels.of(all), Labels.NONE, startsAt, null, "", Breach.NONE, "test", startsAt);
  }

  /// That an alert fired which is as urgent as its label `severity` says, and is to be heard.
  static Fact fired(Alert alert, boolean isNew, boolean isNews, Instant flushAt) {
    Rating rating = new Rating(Priority.valueOf(alert.labels().get("severity")), "severity", false);
    return new Fact.AlertFired(
        alert.fingerprint(), alert.labels(), isNew, isNews, flushAt, List.of(), rating, true);
  }

  /// The same alert with what was measured.
  static Alert measuring(Alert alert, double value) {
    return new Alert(
        alert.tenant(),
        alert.labels(),
        alert.annotations(),
        alert.startsAt(),
        alert.endsAt(),
        alert.generatorUrl(),
        new Breach("disk_used", value, ">", 90, "%"),
        alert.source(),
        alert.receivedAt());
  }

  static Agreed agreed() {
    Map<Priority, Response> responses = new EnumMap<>(Priority.class);
    responses.put(Priority.P1, new Response("ladder", Duration.ZERO, List.of("screen")));
    responses.put(Priority.P2, new Response("gentle", Duration.ofMinutes(15), List.of("screen")));
    responses.put(Priority.P3, new Response("", Duration.ZERO, List.of("hook", "mail")));
    Map<String, Escalation> escalations =
        Map.of(
            "ladder",
            new Escalation(
                "ladder",
                1,
                List.of(step(5, "user/alice"), step(10, "user/bob", "channel/hook")),
                null,
                Until.ACKNOWLEDGED),
            "gentle",
            new Escalation("gentle", 0, List.of(step(5, "user/bob")), null, Until.ACKNOWLEDGED));
    return new Agreed(Duration.ofMinutes(5), responses, escalations, Map.of(), Map.of());
  }

  static EscalationStep step(long waitMinutes, String... targets) {
    return new EscalationStep(
        Arrays.stream(targets).map(Target::parse).toList(), Duration.ofMinutes(waitMinutes), false);
  }

  static EscalationStep inTurn(long waitMinutes, String... targets) {
    EscalationStep all = step(waitMinutes, targets);
    return new EscalationStep(all.page(), all.waitFor(), true);
  }

  /// The parts of the policy that tests vary.
  record Agreed(
      Duration reopenWithin,
      Map<Priority, Response> responses,
      Map<String, Escalation> escalations,
      Map<Priority, UpdateClock> clocks,
      Map<Priority, Duration> postmortems) {

    Agreed updating(Priority priority, UpdateClock clock) {
      Map<Priority, UpdateClock> changed = new HashMap<>(clocks);
      changed.put(priority, clock);
      return new Agreed(reopenWithin, responses, escalations, changed, postmortems);
    }

    Agreed examining(Priority priority, Duration within) {
      Map<Priority, Duration> changed = new HashMap<>(postmortems);
      changed.put(priority, within);
      return new Agreed(reopenWithin, responses, escalations, clocks, changed);
    }

    Agreed reopening(Duration within) {
      return new Agreed(within, responses, escalations, clocks, postmortems);
    }

    Agreed giving(Priority priority, String escalate, Duration after, String... inform) {
      Map<Priority, Response> changed = new EnumMap<>(responses);
      changed.put(priority, new Response(escalate, after, List.of(inform)));
      return new Agreed(reopenWithin, changed, escalations, clocks, postmortems);
    }

    Agreed climbing(String escalation, int repeat, EscalationStep... steps) {
      Map<String, Escalation> changed =
          escalations.values().stream().collect(Collectors.toMap(Escalation::name, one -> one));
      Until until =
          escalations.containsKey(escalation)
              ? Objects.requireNonNull(escalations.get(escalation)).until()
              : Until.ACKNOWLEDGED;
      changed.put(escalation, new Escalation(escalation, repeat, List.of(steps), null, until));
      return new Agreed(reopenWithin, responses, changed, clocks, postmortems);
    }

    Agreed timingOut(String escalation, Duration ackTimeout) {
      Map<String, Escalation> changed = new HashMap<>(escalations);
      Escalation before = Objects.requireNonNull(changed.get(escalation));
      changed.put(
          escalation,
          new Escalation(escalation, before.repeat(), before.steps(), ackTimeout, before.until()));
      return new Agreed(reopenWithin, responses, changed, clocks, postmortems);
    }

    Agreed climbingUntilResolved(String escalation) {
      Map<String, Escalation> changed = new HashMap<>(escalations);
      Escalation before = Objects.requireNonNull(changed.get(escalation));
      changed.put(
          escalation,
          new Escalation(
              escalation, before.repeat(), before.steps(), before.ackTimeout(), Until.RESOLVED));
      return new Agreed(reopenWithin, responses, changed, clocks, postmortems);
    }

    Policy policy() {
      List<PriorityLevel> levels =
          Arrays.stream(Priority.values())
              .map(priority ->
                  new PriorityLevel(
                      priority,
                      priority.name(),
                      List.of(),
                      null,
                      clocks.get(priority),
                      postmortems.get(priority)))
              .toList();
      return new Policy(
          7,
          Duration.ofMinutes(5),
          reopenWithin,
          levels,
          new Classifier(RULES.stream().map(CompiledRule::compile).toList(), levels),
          new RoutingTree(root()),
          Map.of("disks", new Plan("disks", responses)),
          escalations,
          Map.of(),
          Map.of(
              "alice", user("alice", ChannelType.SLACK, ChannelType.EMAIL),
              "bob", user("bob", ChannelType.PAGERDUTY)),
          Map.of(
              "screen", new Channel("screen", ChannelType.TERMINAL, true, Map.of()),
              "hook", new Channel("hook", ChannelType.WEBHOOK, true, Map.of()),
              "mail", new Channel("mail", ChannelType.EMAIL, false, Map.of())),
          Map.of(),
          Map.of(),
          MuteRules.NONE,
          Map.of(),
          List.of());
    }

    private static Route root() {
      return new Route(
          Route.ROOT_KEY,
          List.of(),
          new Grouping.By(List.of("alertname")),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          false,
          "disks",
          List.of());
    }

    private static User user(String name, ChannelType... types) {
      return new User(
          name, Arrays.stream(types).map(type -> new Contact(type, name + " here")).toList());
    }
  }
}
