package io.firebell.schemas.codec;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.announce.Bulletin;
import io.firebell.core.announce.Expected;
import io.firebell.core.announce.Listener;
import io.firebell.core.announce.Window;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Rating;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.escalate.Until;
import io.firebell.core.heartbeat.Pulse;
import io.firebell.core.incident.Cause;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Footing;
import io.firebell.core.incident.History;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Member;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Silence;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import io.firebell.schemas.policy.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One value of each type with a codec, from the same night. The files under `golden/` have them as
/// bytes.
final class Examples {

  /// 1,767,225,600,000 ms.
  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

  private static final Labels LABELS = Labels.of("alertname", "Disk", "service", "db");

  private static final Alert ALERT =
      new Alert(
          "default",
          LABELS,
          Labels.of("summary", "97 %"),
          MIDNIGHT,
          null,
          "http://p",
          new Breach("disk", 97, ">", 90, "%"),
          "native",
          MIDNIGHT.plusMillis(1));

  private static final Group GROUP = Group.of("default", "{}", Labels.of("alertname", "Disk"));

  private static final String INCIDENT_ID = GROUP.key() + "-1";

  private static final Recipient ALICE = Recipient.user(ChannelType.SLACK, "alice");

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(Alert.class, ALERT),
          Map.entry(
              AlertState.class,
              new AlertState(ALERT, after(300), true, 2, List.of(GROUP), 7, after(240))),
          Map.entry(
              AlertChange.class, new AlertChange(GROUP, AlertChange.Kind.FIRED, ALERT, after(300))),
          Map.entry(
              Command.class,
              new Command(
                  "c1", "default", INCIDENT_ID, "alice", new Command.Action.Acknowledge("on it"))),
          Map.entry(
              PolicyDocument.class,
              new PolicyDocument("default", 7, "version: 1\n", MIDNIGHT, "firebell.yml")),
          Map.entry(
              LoggedFact.class,
              logged(5, 30, new Fact.StepReached("production", 1, 1, List.of(ALICE), after(630)))),
          Map.entry(Incident.class, incident()),
          Map.entry(
              Member.class, new Member(1, ALERT, true, after(300), 0, -1, List.of(), Priority.P1)),
          Map.entry(Notification.class, notification()),
          Map.entry(
              Delivery.class,
              new Delivery(
                  "n1",
                  INCIDENT_ID,
                  ALICE,
                  new Outcome.Delivered("1700.1"),
                  1,
                  Duration.ofMillis(90))),
          Map.entry(
              Silence.class,
              new Silence(
                  "s1",
                  "default",
                  List.of("host=\"a\""),
                  MIDNIGHT,
                  after(3600),
                  "carol",
                  "disks",
                  MIDNIGHT)),
          Map.entry(
              Inhibitor.class,
              new Inhibitor("default", "0123456789abcdef", ALERT.fingerprint(), false, true)),
          Map.entry(Pulse.class, new Pulse("backup", MIDNIGHT, after(60), Labels.NONE)),
          Map.entry(Bulletin.class, bulletin()),
          Map.entry(
              Expected.class, new Expected("default", "disks", ALERT.fingerprint(), after(5))),
          Map.entry(Footing.class, new Footing(1, true, false, 0, -1, List.of(), Priority.P1)),
          Map.entry(Flips.class, new Flips(List.of(MIDNIGHT, after(60)))));

  private Examples() {}

  static <T> T of(RecordCodec<T> codec) {
    return Objects.requireNonNull(codec.type().cast(VALUES.get(codec.type())), "no example");
  }

  /// The incident is worked out from a history, as every incident is.
  private static Incident incident() {
    return History.fold(
        List.of(
            logged(1, 0, new Fact.IncidentOpened(GROUP)),
            logged(
                2,
                0,
                new Fact.AlertFired(
                    ALERT.fingerprint(),
                    LABELS,
                    true,
                    true,
                    after(30),
                    List.of(),
                    new Rating(Priority.P1, "disk", false),
                    true)),
            logged(3, 0, new Fact.PriorityAssigned(Priority.P1, "disk", null, List.of())),
            logged(4, 30, new Fact.EscalationStarted("production", after(30), Until.ACKNOWLEDGED)),
            logged(5, 30, new Fact.StepReached("production", 1, 1, List.of(ALICE), after(630))),
            logged(6, 30, new Fact.NotificationRequested("n1", ALICE, Event.PAGED, "step 1", 1))));
  }

  private static LoggedFact logged(int sequence, long seconds, Fact fact) {
    Cause cause = new Cause(Cause.Kind.TIMER, "step 1");
    return new LoggedFact(INCIDENT_ID, sequence, after(seconds), 7, cause, fact);
  }

  private static Notification notification() {
    IncidentSummary summary =
        new IncidentSummary(
            INCIDENT_ID,
            GROUP,
            "triggered",
            Priority.P1,
            "Critical",
            "disk",
            7,
            1,
            1,
            1,
            "",
            MIDNIGHT,
            null);
    return new Notification(
        "n1",
        ALICE,
        Event.PAGED,
        "step 1",
        1,
        "",
        after(30),
        summary,
        List.of(new Member(1, ALERT, true, after(300), 0, -1, List.of(), Priority.P1).shown()),
        0);
  }

  private static Bulletin bulletin() {
    Listener listener = new Listener(ALICE, 1, 2, true, "1700.1", 1, after(3600));
    String id = Bulletin.key("default", "disks") + "-1";
    return new Bulletin(
        "default",
        "disks",
        List.of(new Window(id, MIDNIGHT, after(60), Stage.BEGUN, false, 2, 1, List.of(listener))),
        after(7200));
  }

  private static Instant after(long seconds) {
    return MIDNIGHT.plusSeconds(seconds);
  }
}
