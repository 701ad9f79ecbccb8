package io.firebell.standalone;

import io.firebell.core.notify.ChannelType;
import io.firebell.notifier.Notifier;
import io.firebell.notifier.Senders;
import io.firebell.notifier.canary.CanaryEnd;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.TopicNames;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.schemas.policy.PolicyFeed;
import io.firebell.schemas.policy.SecretResolver;
import io.firebell.standalone.http.HttpFront;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The notifier in a process of its own. It takes its share of the notifications; the others are
/// delivered by whoever else does.
final class NotifyService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final InstantSource clock = InstantSource.system();
  private final Parts parts = new Parts();
  private final NotifySettings settings;
  private String url = "";

  private NotifyService(NotifySettings settings) {
    this.settings = settings;
  }

  /// Starts it. The topics have to be there.
  ///
  /// @throws IllegalStateException if the address cannot be had
  static NotifyService start(NotifySettings settings) {
    NotifyService service = new NotifyService(settings);
    try {
      service.run();
      return service;
    } catch (RuntimeException e) {
      service.parts.closeAfter(e);
      throw e;
    }
  }

  private void run() {
    Metrics metrics = new Metrics();
    TopicNames topics = new TopicNames(settings.topicPrefix());
    Map<String, Object> clients = Map.of("bootstrap.servers", settings.bootstrapServers());
    ValueSerdes serdes =
        parts.add(ValueSerdes.connect(Map.of("schema.registry.url", settings.registryUrl())));
    PolicyFeed policies =
        parts.add(
            PolicyFeed.start(
                clients, topics.policies(), serdes.deserializer(Codecs.POLICY), PATIENCE));
    SecretResolver secrets = SecretResolver.ofThisProcess(_ -> Optional.empty());
    Notifier notifier =
        parts.add(
            settings
                .notifying()
                .start(
                    clients,
                    topics,
                    serdes,
                    new AddressBook(policies::current, secrets),
                    senders(policies, metrics.registry()),
                    metrics.registry(),
                    clock));
    url =
        parts
            .add(
                HttpFront.start(
                    settings.listen(),
                    "",
                    Map.of(),
                    Map.of("/metrics", metrics),
                    policies::tenants,
                    () -> notifier.isReady() && policies.ready()))
            .url();
  }

  /// All but the terminal, which is that of whoever runs the whole.
  private List<Sender> senders(PolicyFeed policies, MeterRegistry meters) {
    return Senders.all(
            settings.externalUrl(),
            settings.reach(),
            policies::current,
            System.out,
            meters,
            CanaryEnd.ANY,
            clock)
        .stream()
        .filter(sender -> sender.type() != ChannelType.TERMINAL)
        .toList();
  }

  /// Where it says how it is.
  String url() {
    return url;
  }

  /// Closes the parts, the last started first.
  ///
  /// @throws IllegalStateException if some cannot be closed
  @Override
  public void close() {
    parts.close();
  }
}
