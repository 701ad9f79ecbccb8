package io.firebell.standalone;

import io.firebell.notifier.Notifier;
import io.firebell.notifier.NotifierConfig;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Patience;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.TopicNames;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// How a process delivers, alone or beside others.
///
/// @param instance names it among the notifiers of the cluster
/// @param maxInFlight how many notifications of a kind are sent at a time
record Notifying(String instance, int maxInFlight) {

  /// Starts to deliver.
  ///
  /// @param addresses of the policies in force
  /// @param senders the kinds of channels that it serves
  Notifier start(
      Map<String, Object> clients,
      TopicNames topics,
      ValueSerdes serdes,
      AddressBook addresses,
      List<Sender> senders,
      MeterRegistry meters,
      InstantSource clock) {
    return Notifier.start(
        new NotifierConfig(
            clients,
            topics,
            instance,
            () -> serdes.deserializer(Codecs.NOTIFICATION),
            () -> serdes.serializer(Codecs.DELIVERY),
            addresses,
            senders,
            Patience.DEFAULT,
            maxInFlight,
            NotifierConfig.DEFAULT_GRACE,
            meters,
            clock));
  }
}
