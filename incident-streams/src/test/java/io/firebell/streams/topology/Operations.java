package io.firebell.streams.topology;

import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Phase;
import io.firebell.core.incident.Promise;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Runbook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A team that works under one of the policies in `docs/policies`, whose channels take everything
/// at once. It writes down who is told of what, how, and when.
final class Operations implements AutoCloseable {

  /// When nobody works who is not on call.
  static final String SATURDAY_NIGHT = "2026-11-21T03:00:00Z";

  /// When everybody works, in London and in New York.
  static final String WEDNESDAY = "2026-11-18T15:00:00Z";

  /// Longer than any of the tests: monitoring says until when an alert fires, and repeats it
  /// before.
  private static final Duration FIRES = Duration.ofDays(7);

  private final Rig rig;
  private final Instant start;
  private final List<String> told = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> runbooks = new ArrayList<>();
  private String incident = "";

  /// @param policy the name of the file
  /// @param start what the time is when the first alert fires
  Operations(String policy, Path state, String start) {
    this.start = Instant.parse(start);
    rig = new Rig(read(Path.of("..", "docs", "policies", policy)), state, this.start);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void fires(String... labels) {
    firesAt("default", labels);
  }

  /// An alert fires that names a runbook of its own, unless `runbook` is empty.
  void firesAnnotated(String runbook, String... labels) {
    rig.sends(Labels.of(Runbook.ANNOTATION, runbook), rig.now().plus(FIRES), labels);
    listen();
  }

  void firesAt(String tenant, String... labels) {
    rig.sends(tenant, Breach.NONE, rig.now().plus(FIRES), labels);
    listen();
  }

  void breaches(String metric, double value, double threshold, String... labels) {
    Breach breach = new Breach(metric, value, ">", threshold, "");
    rig.sends("default", breach, rig.now().plus(FIRES), labels);
    listen();
  }

  /// Mutes what a matcher matches of the default tenant.
  void silences(String matcher) {
    rig.silences("s1", FIRES, matcher);
  }

  void acknowledges() {
    wants(new Command.Action.Acknowledge(""));
  }

  void resolves() {
    wants(new Command.Action.Resolve(""));
  }

  void reports(Phase phase) {
    wants(new Command.Action.Report(phase, ""));
  }

  void updates(String text) {
    wants(new Command.Action.Update(text));
  }

  /// Has something done to the incident that was heard of last.
  void wants(Command.Action action) {
    rig.wants(incident, action);
    listen();
  }

  void waits(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      rig.waits(Duration.ofSeconds(1));
      listen();
    }
  }

  private void listen() {
    for (List<Notification> sent = rig.sent(); !sent.isEmpty(); sent = rig.sent()) {
      for (Notification one : sent) {
        switch (one.subject()) {
          case IncidentSummary about -> {
            told.add(written(one));
            incident = about.id();
            one.alerts()
                .forEach(alert -> runbooks.add(alert.annotations().get(Runbook.ANNOTATION)));
          }
          case MaintenanceSummary about -> notices.add(written(one, about));
        }
        rig.takes(one);
      }
    }
  }

  /// `15m paged user/dba by pagerduty`; seconds are left out, since a step that is due is taken
  /// within one.
  private String written(Notification one) {
    long minutes = Duration.between(start, rig.now()).toMinutes();
    return "%dm %s %s".formatted(minutes, one.event().wireName(), one.recipient());
  }

  /// `database planned 2026-11-22T04:00 to operations by email, 3 muted`.
  private static String written(Notification one, MaintenanceSummary about) {
    String stage = about.stage().name().toLowerCase(Locale.ROOT);
    String from = about.from().toString().substring(0, 16);
    return "%s %s %s to %s, %d muted"
        .formatted(about.name(), stage, from, one.recipient(), about.muted());
  }

  /// The runbooks that were linked so far.
  List<String> runbooks() {
    return List.copyOf(runbooks);
  }

  /// Who has been told of maintenance since this was last asked.
  List<String> notices() {
    List<String> since = List.copyOf(notices);
    notices.clear();
    return since;
  }

  /// Who has been told of incidents since this was last asked.
  List<String> told() {
    List<String> since = List.copyOf(told);
    told.clear();
    return since;
  }

  <F extends Fact> List<F> facts(Class<F> kind) {
    return rig.facts(kind);
  }

  /// How soon somebody should have acknowledged and has not.
  List<Duration> missedResponses() {
    return missed(Promise.Kind.RESPONSE);
  }

  /// How soon an incident should have been over and was not.
  List<Duration> missedRecoveries() {
    return missed(Promise.Kind.RECOVERY);
  }

  private List<Duration> missed(Promise.Kind kind) {
    return facts(Fact.PromiseMissed.class).stream()
        .filter(one -> one.promise() == kind)
        .map(Fact.PromiseMissed::within)
        .toList();
  }

  List<LoggedFact> history() {
    return rig.history();
  }

  @Override
  public void close() {
    rig.close();
  }
}
