package io.firebell.notifier;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.schemas.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Makes notifications of records.
///
/// @param type the only one that belongs on the topic
record Decoder(ChannelType type, Deserializer<Notification> deserializer) {

  /// What a record holds.
  sealed interface Decoded {

    record Understood(Notification notification) implements Decoded {}

    /// It is no notification and never will be.
    ///
    /// @param reason for people
    record NotUnderstood(String reason) implements Decoded {}

    /// It cannot be said for now, as when schemas are out of reach.
    record Undecided(RuntimeException failure) implements Decoded {}
  }

  Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Decoded.NotUnderstood("a notification should have a value: has none");
    }
    Notification notification;
    try {
      notification = deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException e) {
      return new Decoded.NotUnderstood(DeadLetters.reason(e));
    } catch (RuntimeException e) {
      return new Decoded.Undecided(e);
    }
    ChannelType actual = notification.recipient().type();
    return actual == type
        ? new Decoded.Understood(notification)
        : new Decoded.NotUnderstood(
            "a notification here should be for "
                + type.wireName()
                + ": is for "
                + actual.wireName());
  }
}
