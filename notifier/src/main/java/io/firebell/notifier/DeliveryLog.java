package io.firebell.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes results and the offsets that they settle, both or neither.
final class DeliveryLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
  private static final int TRIES = 6;

  private final Producer<byte[], byte[]> producer;
  private final Duration closeWithin;

  private DeliveryLog(Producer<byte[], byte[]> producer, Duration closeWithin) {
    this.producer = producer;
    this.closeWithin = closeWithin;
  }

  /// Takes over from any other producer with the same transactional id, and undoes what it had
  /// begun. If that fails the producer is closed.
  static DeliveryLog open(Producer<byte[], byte[]> producer, Duration closeWithin) {
    DeliveryLog log = new DeliveryLog(producer, closeWithin);
    try {
      producer.initTransactions();
      return log;
    } catch (KafkaException e) {
      log.close();
      throw e;
    }
  }

  /// Writes a batch.
  ///
  /// @return false when nothing of it was written and it may be tried again
  /// @throws KafkaException if this producer is of no use any more: another one has taken over, or
  ///   it is not known whether the batch was written
  boolean write(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    producer.beginTransaction();
    try {
      for (ProducerRecord<byte[], byte[]> record : records) {
        var _ = producer.send(record);
      }
      producer.sendOffsetsToTransaction(offsets, group);
    } catch (KafkaException e) {
      return abort(e);
    }
    try {
      insist(producer::commitTransaction);
      return true;
    } catch (TimeoutException e) {
      throw e;
    } catch (KafkaException e) {
      return abort(e);
    }
  }

  private boolean abort(KafkaException cause) {
    if (isFinal(cause)) {
      throw cause;
    }
    LOG.atWarn().setCause(cause).log("Results could not be written and will be tried again");
    insist(producer::abortTransaction);
    return false;
  }

  /// Repeats what timed out, which is all that may be done about it.
  private static void insist(Runnable end) {
    for (int attempt = 1; ; attempt++) {
      try {
        end.run();
        return;
      } catch (TimeoutException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private static boolean isFinal(KafkaException failure) {
    return switch (failure) {
      case ProducerFencedException _,
          InvalidProducerEpochException _,
          InvalidPidMappingException _,
          OutOfOrderSequenceException _,
          AuthorizationException _,
          UnsupportedVersionException _ ->
          true;
      default -> false;
    };
  }

  @Override
  public void close() {
    producer.close(closeWithin);
  }
}
