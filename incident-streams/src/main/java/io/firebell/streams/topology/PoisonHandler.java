package io.firebell.streams.topology;

import io.firebell.schemas.DeadLetters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a record that cannot be read or processed on the dead-letter topic, with its reason, in the
/// transaction that passes over it. The stream goes on.
///
/// Kafka Streams makes the handler itself, from the configuration under [#TOPIC].
@NullUnmarked // the dead letters are set by configure
public final class PoisonHandler
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {

  /// The configuration key of the dead-letter topic's name.
  public static final String TOPIC = "firebell.dead.letters.topic";

  private static final String SERVICE = "incident-streams";
  private static final Logger LOG = LoggerFactory.getLogger(PoisonHandler.class);

  private DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = new DeadLetters(String.valueOf(configs.get(TOPIC)), SERVICE);
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    return DeserializationExceptionHandler.Response.resume(
        List.of(letter(context, record.key(), record.value(), exception)));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (exception instanceof KafkaException && !(exception instanceof SerializationException)) {
      return ProcessingExceptionHandler.Response.fail();
    }
    return ProcessingExceptionHandler.Response.resume(
        List.of(letter(context, context.sourceRawKey(), context.sourceRawValue(), exception)));
  }

  private ProducerRecord<byte[], byte[]> letter(
      ErrorHandlerContext context, byte[] key, byte[] value, Exception exception) {
    LOG.atWarn()
        .setCause(exception)
        .addKeyValue("topic", context.topic())
        .addKeyValue("partition", context.partition())
        .addKeyValue("offset", context.offset())
        .log("record sent to the dead letters");
    var origin =
        new DeadLetters.Origin(
            context.topic(), context.partition(), context.offset(), context.timestamp());
    return deadLetters.letter(origin, key, value, context.headers(), DeadLetters.reason(exception));
  }
}
