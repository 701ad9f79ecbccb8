package io.firebell.standalone;

import io.firebell.notifier.NotifierConfig;
import io.firebell.notifier.http.Reach;
import io.firebell.schemas.Topics;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.http.HostPort;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firebell notify`: the notifier alone, until it is interrupted.
@Command(
    name = "notify",
    description = {
      "Start a notifier beside a Firebell that is there, which shares the work with it.",
      "The secrets that policies refer to have to be in its environment too."
    },
    mixinStandardHelpOptions = true)
final class NotifyCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

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
      names = "--external-url",
      defaultValue = "",
      description = "Where people reach Firebell; messages link it.")
  private String externalUrl = "";

  @Option(
      names = "--max-in-flight",
      defaultValue = "" + NotifierConfig.DEFAULT_MAX_IN_FLIGHT,
      description = {
        "How many notifications of a kind of channel are sent at a time, half of them pages",
        "(default: ${DEFAULT-VALUE})."
      })
  private int maxInFlight;

  @Option(
      names = "--reach",
      paramLabel = "any|public[,NETWORK]...",
      defaultValue = "any",
      description = {
        "Where webhooks, Slack, PagerDuty and mail servers may be found: at any address, or at",
        "public ones and in these networks, such as public,10.1.0.0/16 (default: ${DEFAULT-VALUE})."
      })
  private String reach = "";

  @Option(
      names = "--topic-prefix",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "Before every topic's name (default: ${DEFAULT-VALUE}).")
  private String topicPrefix = "";

  @Override
  public void run() {
    long begun = System.nanoTime();
    try {
      NotifyService service = NotifyService.start(settings());
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .unstarted(() -> {
                    service.close();
                    stopped.countDown();
                  }));
      double seconds = (System.nanoTime() - begun) / 1e9;
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "The notifier is ready at %s (Kafka %s, schema registry %s) after %.1f s%n",
          service.url(), bootstrapServers, registryUrl, seconds);
      out.flush();
      stopped.await();
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
        topicPrefix,
        externalUrl,
        Reach.parse(reach),
        new Notifying(instance, maxInFlight));
  }
}
