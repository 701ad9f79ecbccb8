package io.firebell.streams.topology;

import io.firebell.core.incident.Fact;
import io.firebell.core.incident.LoggedFact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One line for each transition of an incident, and a louder one for what an operator may act on.
final class TransitionLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.firebell.incident");

  private TransitionLog() {}

  /// Whether a fact changes the incident rather than the number of its alerts.
  static boolean isTransition(Fact fact) {
    return !(fact instanceof Fact.AlertFired
        || fact instanceof Fact.AlertEnded
        || fact instanceof Fact.AlertMuted
        || fact instanceof Fact.AlertUnmuted
        || fact instanceof Fact.AlertRated);
  }

  /// @param isOwn whether it is of an alert that Firebell sends itself, which nobody reads about
  static void log(LoggedFact logged, boolean isOwn) {
    Fact fact = logged.fact();
    switch (fact) {
      case Fact.EscalationExhausted _,
          Fact.UpdateMissed _,
          Fact.PostmortemMissed _,
          Fact.StepSkipped _,
          Fact.StepFailed _,
          Fact.PromiseMissed _,
          Fact.NotificationFailed _ ->
          line(LOG.atWarn(), logged);
      case Fact.IncidentOpened _,
          Fact.IncidentReopened _,
          Fact.PriorityAssigned _,
          Fact.EscalationStarted _,
          Fact.GroupHeld _,
          Fact.StepHeld _,
          Fact.StepReached _,
          Fact.EscalationHastened _,
          Fact.IncidentAcknowledged _,
          Fact.IncidentSnoozed _,
          Fact.AcknowledgementExpired _,
          Fact.IncidentAssigned _,
          Fact.PhaseReported _,
          Fact.UpdatePosted _,
          Fact.IncidentMerged _,
          Fact.IncidentSplit _,
          Fact.IncidentTakenIn _,
          Fact.IncidentParted _,
          Fact.PostmortemDue _,
          Fact.PostmortemWritten _,
          Fact.PostmortemsCarried _,
          Fact.IncidentResolved _ ->
          line(isOwn ? LOG.atDebug() : LOG.atInfo(), logged);
      case Fact.AlertFired _,
          Fact.AlertEnded _,
          Fact.AlertMuted _,
          Fact.AlertUnmuted _,
          Fact.AlertRated _,
          Fact.FlushWithheld _,
          Fact.PromiseMade _,
          Fact.NotificationHeld _,
          Fact.GroupFlushed _,
          Fact.NotificationWithheld _,
          Fact.NotificationRequested _,
          Fact.NotificationQueued _,
          Fact.NotificationDelivered _,
          Fact.NotificationDelayed _,
          Fact.NotificationWithdrawn _,
          Fact.RecipientReplaced _,
          Fact.UpdateExpected _,
          Fact.NoteAdded _,
          Fact.CommandRefused _ ->
          line(LOG.atDebug(), logged);
    }
  }

  private static void line(LoggingEventBuilder line, LoggedFact logged) {
    line.addKeyValue("incident", logged.incidentId())
        .addKeyValue("fact", logged.fact().getClass().getSimpleName())
        .addKeyValue("cause", logged.cause())
        .addKeyValue("policy", logged.policyVersion())
        .log("incident changed");
  }
}
