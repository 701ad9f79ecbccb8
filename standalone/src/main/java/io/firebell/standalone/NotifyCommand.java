package io.firebell.standalone;

import io.firebell.notifier.NotifierConfig;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.http.HostPort;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firebell notify`: the notifier alone, until it is interrupted.
@Command(
    name = "notify",
    description = {
      "Start a notifier beside a Firebell that is there, which shares the work with it.",
      "The secrets that policies refer to have to be in its environment too."
    },
    mixinStandardHelpOptions = true)
final class NotifyCommand implements Runnable {

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "127.0.0.1:9092",
      description = "The brokers (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers = "";

  @Option(
      names = "--registry-url",
      defaultValue = "http://127.0.0.1:8081",
      description = "The schema registry (default: ${DEFAULT-VALUE}).")
  private String registryUrl = "";

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1:8082",
      description = "HOST:PORT of /metrics and /readyz; port 0 is any (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(
      names = "--instance",
      defaultValue = "notify",
      description = {
        "Names this notifier; each has a name of its own, and keeps it when it is started again",
        "(default: ${DEFAULT-VALUE})."
      })
  private String instance = "";

  @Option(
      names = "--max-in-flight",
      defaultValue = "" + NotifierConfig.DEFAULT_MAX_IN_FLIGHT,
      description = {
        "How many notifications of a kind of channel are sent at a time, half of them pages",
        "(default: ${DEFAULT-VALUE})."
      })
  private int maxInFlight;

  @Override
  public void run() {
    long begun = System.nanoTime();
    try (Parts parts = new Parts()) {
      NotifyService notifier = parts.add(NotifyService.start(settings()));
      String ready =
          "The notifier is ready at %s (Kafka %s, schema registry %s)"
              .formatted(notifier.url(), bootstrapServers, registryUrl);
      service.untilStopped(parts, ready, begun);
    } catch (IllegalStateException | IllegalArgumentException | KafkaException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private NotifySettings settings() {
    return new NotifySettings(
        HostPort.parse(listen),
        bootstrapServers,
        registryUrl,
        service.topicPrefix(),
        service.externalUrl(),
        service.reach(),
        new Notifying(instance, maxInFlight));
  }
}
