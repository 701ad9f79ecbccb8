package io.firebell.schemas.codec;

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
import io.firebell.schemas.policy.PolicyDocument;
import java.util.List;

/// The codec of every value that Firebell writes to a topic or into a store: the only place where
/// the domain meets its schemas.
public final class Codecs {

  private static final AvroSchemas SCHEMAS = AvroSchemas.current();

  public static final RecordCodec<Alert> ALERT = codec(Alert.class);
  public static final RecordCodec<AlertState> ALERT_STATE = codec(AlertState.class);
  public static final RecordCodec<AlertChange> ALERT_CHANGE = codec(AlertChange.class);
  public static final RecordCodec<Command> COMMAND = codec(Command.class);
  public static final RecordCodec<PolicyDocument> POLICY = codec(PolicyDocument.class);
  public static final RecordCodec<LoggedFact> FACT = codec(LoggedFact.class);
  public static final RecordCodec<Incident> INCIDENT = codec(Incident.class);
  public static final RecordCodec<Member> MEMBER = codec(Member.class);
  public static final RecordCodec<Notification> NOTIFICATION = codec(Notification.class);
  public static final RecordCodec<Delivery> DELIVERY = codec(Delivery.class);
  public static final RecordCodec<Silence> SILENCE = codec(Silence.class);
  public static final RecordCodec<Inhibitor> INHIBITOR = codec(Inhibitor.class);
  public static final RecordCodec<Flips> FLIPS = codec(Flips.class);
  public static final RecordCodec<Pulse> PULSE = codec(Pulse.class);
  public static final RecordCodec<Bulletin> BULLETIN = codec(Bulletin.class);
  public static final RecordCodec<Expected> EXPECTED = codec(Expected.class);
  public static final RecordCodec<Footing> FOOTING = codec(Footing.class);

  private static final List<RecordCodec<?>> ALL =
      List.of(
          ALERT,
          ALERT_STATE,
          ALERT_CHANGE,
          COMMAND,
          POLICY,
          FACT,
          INCIDENT,
          MEMBER,
          NOTIFICATION,
          DELIVERY,
          SILENCE,
          INHIBITOR,
          FLIPS,
          PULSE,
          BULLETIN,
          EXPECTED,
          FOOTING);

  private Codecs() {}

  /// All of them, for what has to be done to each.
  public static List<RecordCodec<?>> all() {
    return ALL;
  }

  private static <T> RecordCodec<T> codec(Class<T> type) {
    return RecordCodec.of(type, SCHEMAS.named(type.getSimpleName()));
  }
}
