package io.firebell.standalone;

import io.firebell.core.notify.ChannelType;
import io.firebell.notifier.Notifier;
import io.firebell.notifier.Senders;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The notifier in a process of its own. It takes its share of the notifications; the others are
/// delivered by whoever else does.
final class NotifyService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final InstantSource clock = InstantSource.system();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
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
      service.close();
      throw e;
    }
  }

  private void run() {
    Metrics metrics = new Metrics();
    TopicNames topics = new TopicNames(settings.topicPrefix());
    Map<String, Object> clients = Map.of("bootstrap.servers", settings.bootstrapServers());
    ValueSerdes serdes =
        closing(ValueSerdes.connect(Map.of("schema.registry.url", settings.registryUrl())));
    PolicyFeed policies =
        closing(
            PolicyFeed.start(
                clients, topics.policies(), serdes.deserializer(Codecs.POLICY), PATIENCE));
    SecretResolver secrets = SecretResolver.ofThisProcess(_ -> Optional.empty());
    Notifier notifier =
        closing(
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
        closing(
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
            settings.externalUrl(), settings.reach(), policies::current, System.out, meters, clock)
        .stream()
        .filter(sender -> sender.type() != ChannelType.TERMINAL)
        .toList();
  }

  /// Where it says how it is.
  String url() {
    return url;
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  /// Closes the parts, the last started first.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.getLogger(NotifyService.class.getName())
            .log(System.Logger.Level.WARNING, "a part did not close cleanly", e);
      }
    }
  }
}
