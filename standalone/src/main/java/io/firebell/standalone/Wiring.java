package io.firebell.standalone;

import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.streams.topology.IncidentSerdes;

/// Puts the services' serdes together.
final class Wiring {

  private Wiring() {}

  static IncidentSerdes incidentSerdes(ValueSerdes serdes) {
    return new IncidentSerdes(
        serdes.of(Codecs.ALERT),
        serdes.of(Codecs.ALERT_STATE),
        serdes.of(Codecs.ALERT_CHANGE),
        serdes.of(Codecs.COMMAND),
        serdes.of(Codecs.DELIVERY),
        serdes.of(Codecs.INCIDENT),
        serdes.of(Codecs.MEMBER),
        serdes.of(Codecs.FACT),
        serdes.of(Codecs.NOTIFICATION));
  }
}
