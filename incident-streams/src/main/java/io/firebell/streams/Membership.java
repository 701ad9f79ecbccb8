package io.firebell.streams;

import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place that an instance keeps in its group while it is away.
///
/// Whoever comes back to it is given what he had, without another look at what he subscribes to. A
/// topology that has other topics than the last would wait for ever for those that nobody creates,
/// since they are created when the group deals out its partitions anew.
final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final long PATIENCE_SECONDS = 20;

  private Membership() {}

  /// Gives the place up, so that the next start is that of a new member.
  ///
  /// @param properties those of the topology
  /// @param threads how many members the instance has
  static void end(Properties properties, int threads) {
    String group = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    String instance =
        String.valueOf(
            properties.get(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)));
    // Kafka Streams numbers its threads from 1.
    var members =
        IntStream.rangeClosed(1, threads)
            .mapToObj(thread -> new MemberToRemove(instance + "-" + thread))
            .collect(Collectors.toSet());
    try (Admin admin = Admin.create(properties)) {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(members))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (!isNoMember(e)) {
        LOG.atWarn().setCause(e).log("the place in the group could not be given up");
      }
    } catch (TimeoutException e) {
      LOG.atWarn().setCause(e).log("the place in the group could not be given up");
    }
  }

  private static boolean isNoMember(ExecutionException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownMemberIdException || cause instanceof GroupIdNotFoundException) {
        return true;
      }
    }
    return false;
  }
}
