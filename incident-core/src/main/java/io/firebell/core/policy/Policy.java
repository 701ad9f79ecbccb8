package io.firebell.core.policy;

import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.Target;
import io.firebell.core.heartbeat.Heartbeat;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import io.firebell.core.time.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One version of how a tenant wants its alerts handled, checked as a whole: every name that it
/// mentions exists.
///
/// @param version counts a tenant's policies from 1; kept with every decision made under it
/// @param resolveTimeout how long an alert without an end fires after its last repeat
/// @param reopenWithin how long after its end an incident is opened again by a new firing rather
///   than a new one begun
/// @param levels one for each priority, the most urgent first
/// @param providers settings that every channel and contact of a type shares: servers, tokens
/// @param hours times that other parts of the policy refer to by name
/// @param mutes what keeps alerts from notifying
/// @param heartbeats what is to be heard of every so often, by name
/// @param runbooks where it is written what to do, the first that fits first
public record Policy(
    long version,
    Duration resolveTimeout,
    Duration reopenWithin,
    List<PriorityLevel> levels,
    Classifier classifier,
    RoutingTree routing,
    Map<String, Plan> plans,
    Map<String, Escalation> escalations,
    Map<String, Schedule> schedules,
    Map<String, User> users,
    Map<String, Channel> channels,
    Map<ChannelType, Map<String, String>> providers,
    Map<String, Hours> hours,
    MuteRules mutes,
    Map<String, Heartbeat> heartbeats,
    List<Runbook> runbooks) {

  /// @throws IllegalArgumentException if there is not exactly one level for each priority
  public Policy {
    levels = List.copyOf(levels);
    List<Priority> described = levels.stream().map(PriorityLevel::priority).sorted().toList();
    if (!described.equals(List.of(Priority.values()))) {
      throw new IllegalArgumentException(
          "each priority should have one level: were those of " + described);
    }
    plans = Map.copyOf(plans);
    escalations = Map.copyOf(escalations);
    schedules = Map.copyOf(schedules);
    users = Map.copyOf(users);
    channels = Map.copyOf(channels);
    providers = Map.copyOf(providers);
    hours = Map.copyOf(hours);
    heartbeats = Map.copyOf(heartbeats);
    runbooks = List.copyOf(runbooks);
  }

  /// The routes that an alert with these labels takes; at least one.
  public List<Route> routes(Labels alert) {
    return Drill.of(alert)
        .map(drill -> List.of(drill.route()))
        .orElseGet(() -> routing.match(alert));
  }

  /// The route with this key, or the root when an edit has removed it.
  public Route route(String key) {
    return Drill.ofRoute(key)
        .map(Drill::route)
        .or(() -> routing.route(key))
        .orElseGet(routing::root);
  }

  /// What an incident of this priority gets on a route.
  public Response response(Route route, Priority priority) {
    Optional<Drill> drill = Drill.ofRoute(route.key());
    if (drill.isPresent()) {
      return drill.get().response();
    }
    Plan plan = plans.get(route.plan());
    return plan == null ? Response.LOG_ONLY : plan.response(priority);
  }

  /// The time, if `at` is in one, in which nobody is told of an incident of this priority.
  public Optional<Quiet> quiet(Route route, Priority priority, Instant at) {
    return Quiet.at(at, this, route, priority);
  }

  /// An alert's annotations with a link to its runbook, where there is one.
  public Labels annotations(Labels alert, Labels annotations) {
    return Runbook.linked(alert, annotations, runbooks);
  }

  public Optional<Escalation> escalation(String name) {
    return Drill.ofEscalation(name)
        .map(Drill::escalation)
        .or(() -> Optional.ofNullable(escalations.get(name)));
  }

  public Optional<Channel> channel(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  /// The channels of these names, as far as there are any.
  public List<Channel> channels(List<String> names) {
    return names.stream().flatMap(name -> channel(name).stream()).toList();
  }

  /// The first way to a user that carries an event; empty when there is none.
  public Optional<Recipient> contact(String user, Event event) {
    return user(user).stream()
        .flatMap(found -> found.contacts().stream())
        .filter(contact -> contact.type().carries(event))
        .findFirst()
        .map(contact -> Recipient.user(contact.type(), user));
  }

  public Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  public PriorityLevel level(Priority priority) {
    return levels.stream().filter(level -> level.priority() == priority).findFirst().orElseThrow();
  }

  /// Where a page to this target goes at an instant; empty when nobody can be reached.
  public Optional<Recipient> recipient(Target target, Instant at) {
    return switch (target) {
      case Target.ToChannel(String name) -> channel(name).map(Channel::recipient);
      case Target.ToUser(String name) -> firstContact(name);
      case Target.ToSchedule(String name) ->
          Optional.ofNullable(schedules.get(name))
              .flatMap(schedule -> schedule.onCallAt(at))
              .flatMap(this::firstContact);
    };
  }

  /// The next way to the same user after `failed`; empty when there is none left.
  public Optional<Recipient> fallback(Recipient failed) {
    return failed.isUser()
        ? user(failed.name())
            .flatMap(user -> user.contactAfter(failed.type()))
            .map(contact -> Recipient.user(contact.type(), failed.name()))
        : Optional.empty();
  }

  /// Whether this recipient wants to hear that an incident is over.
  public boolean sendsResolved(Recipient recipient) {
    return recipient.isUser() || channel(recipient.name()).map(Channel::sendResolved).orElse(false);
  }

  private Optional<Recipient> firstContact(String name) {
    return user(name).map(user -> Recipient.user(user.contacts().getFirst().type(), name));
  }
}
