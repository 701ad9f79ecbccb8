package io.firebell.streams.topology;

import io.firebell.core.alert.Alert;
import io.firebell.core.announce.Bulletin;
import io.firebell.core.announce.Expected;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.heartbeat.Pulse;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Footing;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Member;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Silence;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import org.apache.kafka.common.serialization.Serde;

/// How everything that the topology reads, writes and keeps is put into bytes.
public record IncidentSerdes(
    Serde<Alert> alert,
    Serde<AlertState> alertState,
    Serde<AlertChange> alertChange,
    Serde<Silence> silence,
    Serde<Inhibitor> inhibitor,
    Serde<Flips> flips,
    Serde<Pulse> pulse,
    Serde<Command> command,
    Serde<Delivery> delivery,
    Serde<Incident> incident,
    Serde<Member> member,
    Serde<Footing> footing,
    Serde<LoggedFact> fact,
    Serde<Notification> notification,
    Serde<Bulletin> bulletin,
    Serde<Expected> expected) {

  /// All of them with the same registry.
  public static IncidentSerdes of(ValueSerdes serdes) {
    return new IncidentSerdes(
        serdes.of(Codecs.ALERT),
        serdes.of(Codecs.ALERT_STATE),
        serdes.of(Codecs.ALERT_CHANGE),
        serdes.of(Codecs.SILENCE),
        serdes.of(Codecs.INHIBITOR),
        serdes.of(Codecs.FLIPS),
        serdes.of(Codecs.PULSE),
        serdes.of(Codecs.COMMAND),
        serdes.of(Codecs.DELIVERY),
        serdes.of(Codecs.INCIDENT),
        serdes.of(Codecs.MEMBER),
        serdes.of(Codecs.FOOTING),
        serdes.of(Codecs.FACT),
        serdes.of(Codecs.NOTIFICATION),
        serdes.of(Codecs.BULLETIN),
        serdes.of(Codecs.EXPECTED));
  }
}
