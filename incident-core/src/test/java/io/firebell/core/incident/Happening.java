package io.firebell.core.incident;

import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.inTurn;
import static io.firebell.core.incident.Given.step;
import static io.firebell.core.incident.Hushed.hushing;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.UpdateClock;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Something that can happen to a group, drawn so that nights full of it reach every corner: few
/// alerts that come and go, pauses about as long as the policy's own times.
sealed interface Happening {

  /// @param value what was measured: from 95 on the incident is P1
  /// @param isMuted whether it is muted from then on, or not any more
  record AlertDoes(Kind kind, Alert alert, double value, boolean isMuted) implements Happening {

    private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol");

    Mute[] mutes() {
      return isMuted ? new Mute[] {SILENCE} : new Mute[0];
    }
  }

  record Acknowledged() implements Happening {}

  record Resolved() implements Happening {}

  record Snoozed(Duration time) implements Happening {}

  record Asked(Command.Action action) implements Happening {}

  /// The last command comes again.
  record AskedAgain() implements Happening {}

  /// Somebody says that the post-mortem of the group's incident before the last is written.
  record WrittenLater() implements Happening {}

  /// @param which of the notifications so far, counted from the last
  record Reported(int which, Outcome outcome) implements Happening {}

  record Passed(Duration time) implements Happening {}

  /// The policy is published once more as it is.
  record PublishedAgain() implements Happening {}

  /// The limit for how many alerts of an incident are listed is another one.
  record Limited(int listed) implements Happening {}

  /// Plays this to a shell that is in time.
  default void playTo(Shell shell) {
    switch (this) {
      case AlertDoes alert -> {
        Alert measured = alert.value == 0 ? alert.alert : Given.measuring(alert.alert, alert.value);
        shell.hears(alert.kind, measured, shell.now().plusSeconds(300), alert.mutes());
      }
      case Acknowledged _ -> {
        if (shell.incidentOrNull() != null) {
          shell.acknowledges("carol");
        }
      }
      case Resolved _ -> {
        if (shell.incidentOrNull() != null) {
          shell.resolves("carol");
        }
      }
      case Snoozed(Duration time) -> {
        if (shell.incidentOrNull() != null) {
          shell.snoozes("dave", time);
        }
      }
      case Asked(Command.Action action) -> {
        if (shell.incidentOrNull() != null) {
          shell.asks("erin", action);
        }
      }
      case AskedAgain _ -> shell.asksAgain();
      case WrittenLater _ -> {
        Incident last = shell.incidentOrNull();
        if (last != null && last.episode() > 1) {
          IncidentId before = new IncidentId(last.group().key(), last.episode() - 1);
          var written = new Command.Action.Report(Phase.DOCUMENTATION, "");
          shell.asks(before.toString(), "erin", written);
        }
      }
      case Reported(int which, Outcome outcome) -> {
        List<Notification> sent = shell.sent();
        if (which < sent.size()) {
          shell.reports(sent.get(sent.size() - 1 - which), outcome);
        }
      }
      case Passed(Duration time) -> shell.waits(time);
      case PublishedAgain _ -> shell.takes(new Signal.PolicyChanged());
      case Limited(int listed) -> shell.lists(listed);
    }
  }

  /// A night's happenings.
  static Arbitrary<List<Happening>> nights() {
    return any().list().ofMaxSize(60);
  }

  static Arbitrary<Happening> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, alerts()),
        Tuple.of(
            1,
            Arbitraries.of(new Acknowledged(), new Resolved(), new Snoozed(Duration.ofMinutes(4)))),
        Tuple.of(
            1, Arbitraries.oneOf(asked(), Arbitraries.of(new WrittenLater(), new AskedAgain()))),
        Tuple.of(1, Arbitraries.of(0, 1, 2, Footing.LISTED).map(Limited::new)),
        Tuple.of(1, Arbitraries.just(new PublishedAgain())),
        Tuple.of(6, reports()),
        Tuple.of(6, pauses()));
  }

  private static Arbitrary<Happening> alerts() {
    List<Alert> alerts =
        Arrays.stream(Priority.values())
            .map(priority ->
                Given.alert(
                    Given.START,
                    "host",
                    "host-" + priority,
                    "service",
                    "service-" + priority,
                    "severity",
                    priority.name()))
            .toList();
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(5, Kind.FIRED),
            Tuple.of(2, Kind.CHANGED),
            Tuple.of(3, Kind.RESOLVED),
            Tuple.of(1, Kind.EXPIRED),
            Tuple.of(1, Kind.LEFT));
    Arbitrary<Boolean> isMuted = Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true));
    return Combinators.combine(
            kinds, Arbitraries.of(alerts), Arbitraries.of(0.0, 91.0, 97.0), isMuted)
        .as(AlertDoes::new);
  }

  private static Arbitrary<Happening> asked() {
    return Arbitraries.of(
            new Command.Action.Assign("alice", ""),
            new Command.Action.Assign("bob", ""),
            new Command.Action.Assign("nobody", ""),
            new Command.Action.Report(Phase.TRIAGE, ""),
            new Command.Action.Report(Phase.MITIGATION, "half done"),
            new Command.Action.Report(Phase.DOCUMENTATION, ""),
            new Command.Action.Update("no news"),
            new Command.Action.Merge(Given.OTHER_INCIDENT, ""),
            new Command.Action.Split(""),
            new Command.Action.TakeIn(Given.OTHER_INCIDENT, Given.GROUP.tenant()),
            new Command.Action.TakeIn(Given.OTHER_INCIDENT, "another"),
            new Command.Action.Part(Given.OTHER_INCIDENT, "over"),
            new Command.Action.Raise(Priority.P1, ""),
            new Command.Action.Escalate(""),
            new Command.Action.AddNote("hm"))
        .map(Asked::new);
  }

  private static Arbitrary<Happening> reports() {
    Arbitrary<Outcome> outcomes =
        Arbitraries.of(
            new Outcome.Delivered("remote"),
            new Outcome.Delivered("remote"),
            new Outcome.Rejected("no such address"),
            new Outcome.Retry("busy", Duration.ZERO));
    return Combinators.combine(Arbitraries.integers().between(0, 4), outcomes).as(Reported::new);
  }

  private static Arbitrary<Happening> pauses() {
    return Arbitraries.of(1, 4, 15, 29, 30, 60, 270, 300, 301, 900, 3600)
        .map(seconds -> new Passed(Duration.ofSeconds(seconds)));
  }

  UpdateClock CLOCK =
      new UpdateClock(Duration.ofMinutes(4), Duration.ofMinutes(9), List.of("hook"));

  /// Policies under which different things can go wrong.
  static Arbitrary<Policy> policies() {
    return Arbitraries.of(
        Given.POLICY,
        Recovering.recovering(Given.POLICY, Duration.ofMinutes(12)),
        agreed().reopening(Duration.ZERO).policy(),
        agreed().timingOut("ladder", Duration.ofMinutes(5)).policy(),
        agreed().giving(Priority.P2, "ladder", Duration.ofMinutes(1), "hook", "mail").policy(),
        agreed()
            .giving(Priority.P1, "ladder", Duration.ZERO, "hook", "mail")
            .climbing("ladder", 1, step(1, "channel/hook"), step(1, "user/alice", "user/bob"))
            .policy(),
        agreed().climbing("ladder", 1, step(1, "user/nobody"), step(1, "user/bob")).policy(),
        agreed().climbingUntilResolved("ladder").climbingUntilResolved("gentle").policy(),
        agreed()
            .reopening(Duration.ZERO)
            .examining(Priority.P1, Duration.ofMinutes(20))
            .examining(Priority.P3, Duration.ofMinutes(1))
            .policy(),
        agreed().updating(Priority.P1, CLOCK).examining(Priority.P1, CLOCK.every()).policy(),
        agreed().climbingUntilResolved("ladder").updating(Priority.P2, CLOCK).policy(),
        hushing(Given.POLICY)
            .calling("naps", "03:00-03:04", "03:20-03:50", "04:30-06:00")
            .mutedIn("naps")
            .toPolicy(),
        hushing(agreed().timingOut("ladder", Duration.ofMinutes(5)).policy())
            .calling("office", "03:10-03:30", "04:00-05:00", "06:00-07:00")
            .calling("lunch", "04:15-04:45")
            .answering(Priority.P1, "office")
            .answering(Priority.P3, "office")
            .activeIn("office", "lunch")
            .mutedIn("lunch")
            .toPolicy(),
        hushing(agreed().timingOut("ladder", Duration.ofMinutes(10)).policy())
            .responding(Duration.ofMinutes(5))
            .promising(Priority.P1, Duration.ofMinutes(1))
            .promising(Priority.P3, Duration.ofMinutes(10))
            .calling("naps", "03:00-03:04", "03:20-03:50", "04:30-06:00")
            .mutedIn("naps")
            .toPolicy(),
        hushing(agreed().climbingUntilResolved("ladder").policy())
            .calling("office", "03:10-03:30", "04:00-05:00", "06:00-07:00")
            .answering(Priority.P2, "office")
            .answering(Priority.P3, "office")
            .toPolicy(),
        agreed()
            .climbingUntilResolved("ladder")
            .timingOut("ladder", Duration.ofMinutes(7))
            .climbing("ladder", 1, inTurn(1, "user/alice", "user/nobody", "user/bob"))
            .policy());
  }
}
