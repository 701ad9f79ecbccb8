package io.firebell.notifier;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Patience;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/// What a notifier needs.
///
/// @param kafka the settings of every Kafka client: `bootstrap.servers`, and how to be let in
/// @param instance names this process among the notifiers of the cluster; the same after a restart
/// @param notifications makes a deserializer for each type of channel, which throws Kafka's
///   `SerializationException` for what is broken and anything else for what it cannot say for now
/// @param deliveries likewise makes serializers
/// @param addresses looks recipients up; policies have to be loaded before the notifier starts,
///   since whoever is not in one is refused
/// @param senders one for each type of channel that this process serves; the notifier closes them
/// @param maxInFlight how many notifications of a type are delivered at the same time: half of them
///   pages, and half everything else
/// @param grace how long what is being delivered may take to end when the notifier stops or loses a
///   partition
public record NotifierConfig(
    Map<String, Object> kafka,
    TopicNames topics,
    String instance,
    Supplier<Deserializer<Notification>> notifications,
    Supplier<Serializer<Delivery>> deliveries,
    AddressBook addresses,
    List<Sender> senders,
    Patience patience,
    int maxInFlight,
    Duration grace,
    MeterRegistry meters,
    InstantSource clock) {

  public static final int DEFAULT_MAX_IN_FLIGHT = 1_024;
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(2);

  /// @throws IllegalArgumentException if the instance has no name, two senders serve one type, or
  ///   nothing may be in flight
  public NotifierConfig {
    kafka = Map.copyOf(kafka);
    senders = List.copyOf(senders);
    if (instance.isBlank()) {
      throw new IllegalArgumentException("an instance should have a name: was \"\"");
    }
    Set<Object> types = new HashSet<>();
    for (Sender sender : senders) {
      if (!types.add(sender.type())) {
        throw new IllegalArgumentException(
            "a type should have one sender: " + sender.type().wireName() + " has two");
      }
    }
    if (maxInFlight < 2) {
      throw new IllegalArgumentException("maxInFlight should be at least 2: was " + maxInFlight);
    }
  }
}
