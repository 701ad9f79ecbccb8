package io.firebell.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the topology is to one group, in memory: it keeps incident and members, carries effects out
/// and takes deadlines when they are due. After every step it holds the state to the fold of the
/// facts, and every notification to the fact that asked for it.
final class Shell {

  private final Group group;
  private Policy policy;
  private Instant now = Given.START;
  private @Nullable Incident incident;
  private final Map<Fingerprint, Member> members = new HashMap<>();
  private final Map<Fingerprint, Footing> counted = new HashMap<>();
  private final List<LoggedFact> facts = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Notification> sent = new ArrayList<>();
  private final List<Command> asked = new ArrayList<>();
  private int commands;
  private @Nullable Command lastCommand;
  private int listed = Footing.LISTED;

  Shell(Policy policy) {
    this(Given.GROUP, policy);
  }

  Shell(Group group, Policy policy) {
    this.group = group;
    this.policy = policy;
  }

  Instant now() {
    return now;
  }

  Incident incident() {
    return Objects.requireNonNull(incident, "the group should have an incident");
  }

  @Nullable Incident incidentOrNull() {
    return incident;
  }

  Map<Fingerprint, Member> members() {
    return Map.copyOf(members);
  }

  /// Where the alerts stand that are only counted.
  Map<Fingerprint, Footing> counted() {
    return Map.copyOf(counted);
  }

  /// From now on no more than so many alerts of an incident are listed.
  void lists(int atMost) {
    listed = atMost;
  }

  /// The facts so far.
  List<LoggedFact> facts() {
    return List.copyOf(facts);
  }

  /// What has been handed to the notifier so far.
  List<Notification> sent() {
    return List.copyOf(sent);
  }

  /// All effects so far.
  List<Effect> effects() {
    return List.copyOf(effects);
  }

  /// What other incidents have been asked so far.
  List<Command> asked() {
    return List.copyOf(asked);
  }

  void adopts(Policy next) {
    policy = next;
  }

  /// Another policy comes into force, and the incident hears of it.
  List<Fact> hearsOf(Policy next) {
    adopts(next);
    return takes(new Signal.PolicyChanged());
  }

  List<Fact> ends(Alert alert) {
    return hears(Kind.RESOLVED, alert, now);
  }

  List<Fact> fires(Alert alert, Mute... mutes) {
    return hears(Kind.FIRED, alert, now.plus(policy.resolveTimeout()), mutes);
  }

  List<Fact> changes(Alert alert, Mute... mutes) {
    return hears(Kind.CHANGED, alert, now.plus(policy.resolveTimeout()), mutes);
  }

  List<Fact> hears(Kind kind, Alert alert, Instant endsAt, Mute... mutes) {
    @Nullable Member member = members.get(alert.fingerprint());
    @Nullable Footing known = member == null ? counted.get(alert.fingerprint()) : member.footing();
    AlertChange change = new AlertChange(group, kind, alert, endsAt, List.of(mutes));
    return takes(new Signal.AlertChanged(change, known));
  }

  List<Fact> acknowledges(String by) {
    return asks(by, new Command.Action.Acknowledge("on it"));
  }

  List<Fact> resolves(String by) {
    return asks(by, new Command.Action.Resolve("fixed"));
  }

  List<Fact> snoozes(String by, Duration time) {
    return asks(by, new Command.Action.Snooze(time, "later"));
  }

  List<Fact> asks(String by, Command.Action action) {
    return asks(incident().id().toString(), by, action);
  }

  List<Fact> asks(String incidentId, String by, Command.Action action) {
    return takes(command(incidentId, by, action));
  }

  /// The last command comes again.
  List<Fact> asksAgain() {
    Command last = lastCommand;
    return last == null ? List.of() : takes(new Signal.Commanded(last));
  }

  /// Somebody's command, to be taken later.
  Signal command(String incidentId, String by, Command.Action action) {
    lastCommand = new Command("c" + ++commands, incidentId, by, action);
    return new Signal.Commanded(lastCommand);
  }

  /// The notifier delivers the last notification to a recipient.
  List<Fact> delivers(Recipient to) {
    return reports(to, new Outcome.Delivered("remote-" + to.name()));
  }

  List<Fact> rejects(Recipient to) {
    return reports(to, new Outcome.Rejected("no such address"));
  }

  List<Fact> delays(Recipient to) {
    return reports(to, new Outcome.Retry("busy", Duration.ZERO));
  }

  List<Fact> reports(Recipient to, Outcome outcome) {
    Notification last =
        sent.stream()
            .filter(one -> one.recipient().equals(to))
            .reduce((_, later) -> later)
            .orElseThrow(() -> new AssertionError("nothing was sent to " + to));
    return reports(last, outcome);
  }

  List<Fact> reports(Notification notification, Outcome outcome) {
    return takes(
        new Signal.DeliveryReported(
            new Delivery(
                notification.id(),
                notification.incident().id(),
                notification.recipient(),
                outcome,
                1,
                Duration.ofMillis(20))));
  }

  /// Lets time pass and takes each deadline when it is due.
  List<Fact> waits(Duration time) {
    int before = facts.size();
    Instant end = now.plus(time);
    for (Instant due = due(); due != null && !due.isAfter(end); due = due()) {
      now = due;
      takes(new Signal.DeadlineReached());
    }
    now = end;
    return since(before);
  }

  /// Lets time pass and takes each deadline so much after it is due; those that are left are for
  /// the next signal.
  void waitsLate(Duration time, Duration lateness) {
    Instant end = now.plus(time);
    for (Instant due = due(); due != null && !due.plus(lateness).isAfter(end); due = due()) {
      now = due.plus(lateness).isBefore(now) ? now : due.plus(lateness);
      takes(new Signal.DeadlineReached());
    }
    now = end;
  }

  /// Lets time pass while nothing runs.
  void sleeps(Duration time) {
    now = now.plus(time);
  }

  /// Looks whether a deadline has come.
  List<Fact> ticks() {
    return takes(new Signal.DeadlineReached());
  }

  List<Fact> takes(Signal signal) {
    return takes(signal, now);
  }

  /// Takes a signal that was sent before now, and had to wait.
  List<Fact> takes(Signal signal, Instant sentAt) {
    int before = facts.size();
    Step step = IncidentMachine.step(incident, signal, sentAt, now, policy, listed);
    effects.addAll(step.effects());
    step.effects().forEach(this::carryOut);
    incident = step.next();
    assertThat(step.next()).isEqualTo(folded(step.next()));
    return since(before);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Append(LoggedFact fact) -> facts.add(fact);
      case Effect.Send(Notification notification) -> send(notification);
      case Effect.Remember(Member member) -> {
        boolean joins = members.put(member.alert().fingerprint(), member) == null;
        assertThat(joins && members.size() > listed).as("more than %s listed", listed).isFalse();
      }
      case Effect.Count(Fingerprint alert, Footing footing) -> counted.put(alert, footing);
      case Effect.Uncount(Fingerprint alert) -> counted.remove(alert);
      case Effect.Forget(Fingerprint alert) -> members.remove(alert);
      case Effect.ForgetEnded _ -> members.values().removeIf(member -> !member.firing());
      case Effect.ForgetAll _ -> members.clear();
      case Effect.Ask(Command command) -> asked.add(command);
      case Effect.Refuse _ -> {}
    }
  }

  private void send(Notification notification) {
    LoggedFact last = facts.getLast();
    assertThat(last.incidentId()).isEqualTo(notification.incident().id());
    assertThat(last.at()).isEqualTo(notification.at());
    assertThat(last.fact())
        .isEqualTo(
            new Fact.NotificationRequested(
                notification.id(),
                notification.recipient(),
                notification.event(),
                notification.reason(),
                notification.attempt()));
    sent.add(notification);
  }

  private @Nullable Incident folded(@Nullable Incident last) {
    if (last == null) {
      return null;
    }
    String id = last.id().toString();
    return History.fold(facts.stream().filter(one -> one.incidentId().equals(id)).toList());
  }

  private @Nullable Instant due() {
    return incident == null ? null : incident.nextDeadline().orElse(null);
  }

  private List<Fact> since(int before) {
    return facts.subList(before, facts.size()).stream().map(LoggedFact::fact).toList();
  }
}
