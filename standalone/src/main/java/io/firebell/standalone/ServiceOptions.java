package io.firebell.standalone;

import io.firebell.notifier.http.Reach;
import io.firebell.schemas.Topics;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What commands have in common that run a service until they are told to stop.
final class ServiceOptions {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceOptions.class);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--external-url",
      defaultValue = "",
      description = {
        "Where people reach Firebell, behind a proxy or by another name, with what comes before",
        "every path: links in mails and webhooks begin with it (default: where firebell up",
        "listens)."
      })
  private String externalUrl = "";

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

  /// Where people reach Firebell; empty for where it listens.
  String externalUrl() {
    return externalUrl;
  }

  /// Where webhooks, Slack, PagerDuty and mail servers may be found.
  ///
  /// @throws IllegalArgumentException if it is not written as it should be
  Reach reach() {
    return Reach.parse(reach);
  }

  /// What goes before every topic's name.
  String topicPrefix() {
    return topicPrefix;
  }

  /// Says that a service is ready, and returns when the process is told to stop and has closed it.
  ///
  /// @param ready what is ready, and where
  /// @param begun when its start began, as `System.nanoTime` has it
  void untilStopped(Parts service, String ready, long begun) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  close(service);
                  stopped.countDown();
                }));
    PrintWriter out = command.commandLine().getOut();
    out.printf("%s after %.1f s%n", ready, (System.nanoTime() - begun) / 1e9);
    out.flush();
    stopped.await();
  }

  /// There is nobody left to throw it to.
  private static void close(Parts service) {
    try {
      service.close();
    } catch (IllegalStateException e) {
      LOG.atWarn().setCause(e).log("Not everything has stopped cleanly");
    }
  }
}
