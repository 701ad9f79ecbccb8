package io.firebell.notifier;

import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Attempts;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// The service that takes notifications from Kafka, pages people, and reports what came of it.
///
/// It holds no state of its own. Each type of channel is served apart, so that an outage of one
/// delays no other; what an incident has to tell a recipient is sent in order, and everything else
/// at the same time, with a share for each tenant and each of its targets.
public final class Notifier implements AutoCloseable {

  /// How much may be read ahead of what is in flight, for each type of channel.
  private static final long READ_AHEAD_BYTES = 32L * 1024 * 1024;

  private final NotifierConfig config;
  private final List<Attempts> attempts = new ArrayList<>();
  private final List<ChannelDelivery> channels = new ArrayList<>();

  private Notifier(NotifierConfig config) {
    this.config = config;
  }

  /// Starts to deliver. Returns at once; Kafka need not be there yet.
  public static Notifier start(NotifierConfig config) {
    Notifier notifier = new Notifier(config);
    config.senders().forEach(notifier::serve);
    return notifier;
  }

  /// Whether every type of channel has been given its share of the work and none has failed since.
  public boolean isReady() {
    return channels.stream().allMatch(ChannelDelivery::isReady);
  }

  private void serve(Sender sender) {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    Attempts attempt =
        new Attempts(
            config.addresses()::find,
            sender,
            config.patience(),
            config.clock(),
            random,
            Thread::sleep);
    DeliveryMetrics metrics = new DeliveryMetrics(config.meters(), sender.type(), config.clock());
    attempts.add(attempt);
    channels.add(ChannelDelivery.start(sender.type(), () -> open(sender, attempt, metrics)));
  }

  private ChannelConsumer open(Sender sender, Attempts attempt, DeliveryMetrics metrics) {
    KafkaClients clients = new KafkaClients(config.kafka(), config.topics(), config.instance());
    Outbox outbox =
        new Outbox(
            config.topics().deliveries(),
            config.deliveries().get(),
            new DeadLetters(config.topics().deadLetters(), "notifier"));
    Decoder decoder = new Decoder(sender.type(), config.notifications().get());
    Predicate<Notification> bundles =
        sender instanceof BundlingSender bundling ? bundling::bundles : _ -> false;
    Backlog backlog =
        new Backlog(config.addresses()::rate, bundles, config.maxInFlight(), READ_AHEAD_BYTES);
    DeliveryLog log = DeliveryLog.open(clients.producer(sender.type()), config.grace());
    try {
      ChannelConsumer consumer =
          new ChannelConsumer(
              clients.consumer(sender.type()),
              log,
              decoder,
              outbox,
              backlog,
              attempt::deliver,
              metrics,
              config.grace(),
              config.clock());
      consumer.subscribe(config.topics().notifications(sender.type()));
      return consumer;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /// Stops: begins nothing more, lets what is being delivered end or gives it up, and writes what
  /// came of it.
  @Override
  public void close() {
    channels.forEach(ChannelDelivery::stop);
    channels.forEach(ChannelDelivery::close);
    attempts.forEach(Attempts::close);
    config.senders().forEach(Sender::close);
  }
}
