package io.firebell.schemas;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Makes the records of the topic `dead-letters`: the bytes and headers of a record that could not
/// be processed, and further headers that say why and where it was. Header values are text in
/// UTF-8.
///
/// @param topic the name of the topic
/// @param service who could not process it: `streams`, `notifier`, …
public record DeadLetters(String topic, String service) {

  /// Why it could not be processed, for people.
  public static final String REASON = "firebell.reason";

  /// Who could not process it.
  public static final String SERVICE = "firebell.service";

  /// The topic it was read from.
  public static final String TOPIC = "firebell.topic";

  /// The number of the partition it was read from.
  public static final String PARTITION = "firebell.partition";

  /// Its offset there.
  public static final String OFFSET = "firebell.offset";

  /// Its own timestamp, in milliseconds since 1970: the letter's is that of its writing.
  public static final String TIMESTAMP = "firebell.timestamp";

  private static final int LONGEST_REASON = 1000;

  /// Where a record was read.
  ///
  /// @param timestamp in milliseconds since 1970
  public record Origin(String topic, int partition, long offset, long timestamp) {}

  public ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> unprocessed, String reason) {
    Origin origin =
        new Origin(
            unprocessed.topic(),
            unprocessed.partition(),
            unprocessed.offset(),
            unprocessed.timestamp());
    return letter(origin, unprocessed.key(), unprocessed.value(), unprocessed.headers(), reason);
  }

  /// The letter for a record that is known by its parts alone. A record that has been a letter
  /// before gets these headers anew.
  public ProducerRecord<byte[], byte[]> letter(
      Origin origin,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      String reason) {
    Headers all = new RecordHeaders(headers);
    set(all, REASON, cut(reason));
    set(all, SERVICE, service);
    set(all, TOPIC, origin.topic());
    set(all, PARTITION, Integer.toString(origin.partition()));
    set(all, OFFSET, Long.toString(origin.offset()));
    set(all, TIMESTAMP, Long.toString(origin.timestamp()));
    return new ProducerRecord<>(topic, null, null, key, value, all);
  }

  /// The reason that an exception and its causes give.
  public static String reason(Throwable thrown) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .map(each -> each.getMessage() == null ? each.getClass().getName() : each.getMessage())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static String cut(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
