package io.firebell.standalone;

import io.firebell.schemas.TopicMismatchException;
import io.firebell.schemas.policy.PrometheusDuration;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.http.HostPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `firebell up`: everything in one process, until it is interrupted.
@Command(
    name = "up",
    description = "Start everything in one process, on loopback.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--data",
      defaultValue = "${sys:user.home}/.firebell",
      description = "Where state is kept (default: ~/.firebell).")
  private Path data = Path.of("");

  @Option(names = "--ephemeral", description = "Keep state in a temporary directory.")
  private boolean ephemeral;

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1:8080",
      description = "HOST:PORT of everything HTTP; port 0 is any (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(names = "--route-prefix", defaultValue = "", description = "Before every path: /p")
  private String routePrefix = "";

  @Option(names = "--bootstrap-servers", description = "Use these brokers, not an embedded one.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-port",
      defaultValue = "9092",
      description = "Of the embedded broker; 0 is any (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(names = "--registry-url", description = "Use this schema registry.")
  private @Nullable String registryUrl;

  @Option(
      names = "--registry-port",
      defaultValue = "8081",
      description = "Of the embedded schema registry; 0 is any (default: ${DEFAULT-VALUE}).")
  private int registryPort;

  @ArgGroup(exclusive = true)
  private PolicyOptions policy = new PolicyOptions();

  /// Of what the default tenant's policy is made.
  static final class PolicyOptions {
    @Option(names = "--policy", description = "The policy file; published again when it changes.")
    private @Nullable Path file;

    @Option(
        names = "--alertmanager-config",
        description = "Run this alertmanager.yml instead; followed likewise.")
    private @Nullable Path alertmanager;

    @Nullable PolicySource source() {
      if (alertmanager != null) {
        return PolicySource.alertmanager(alertmanager);
      }
      return file == null ? null : PolicySource.policy(file);
    }
  }

  @Option(
      names = "--tenant",
      paramLabel = "NAME=FILE",
      converter = TenantPolicy.Converter.class,
      description = {
        "A further tenant, whose alerts come in under /t/NAME, and its policy file, which is",
        "followed likewise; may be given several times."
      })
  private List<TenantPolicy> tenants = List.of();

  @Option(
      names = "--quota",
      paramLabel = "[NAME=]RATE[:BURST]",
      converter = QuotaOption.Converter.class,
      description = {
        "How many alerts per second are taken of a tenant, and how many at once (default: ten",
        "times as many); of each tenant without NAME; off for any number (default: off for a",
        "tenant that is alone, 1000:10000 for each of several). May be given several times."
      })
  private List<QuotaOption> quotas = List.of();

  @Option(
      names = "--canary",
      paramLabel = "off|TIME",
      defaultValue = "1m",
      converter = CanaryConverter.class,
      description = {
        "How often an alert of Firebell's own goes through everything, from 1s; it is seen by",
        "nobody, and when it stays away three times Firebell is not ready and says so",
        "(default: ${DEFAULT-VALUE})."
      })
  private Duration canary = Duration.ZERO;

  /// Reads `off`, or a time.
  static final class CanaryConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration every = text.equals("off") ? Duration.ZERO : PrometheusDuration.parse(text);
        if (text.equals("off") || every.compareTo(Duration.ofSeconds(1)) >= 0) {
          return every;
        }
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("should be off, or a time such as 1m: was " + text);
      }
      throw new TypeConversionException("should be off, or 1s at the least: was " + text);
    }
  }

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = {
        "How many partitions the topics get when they are created, which cannot be changed: more",
        "than one where several processes are to share the work (default: 1 with the embedded",
        "broker, else 4)."
      })
  private @Nullable Integer partitions;

  @Option(names = "--rehearse", hidden = true, description = "Play a few waves of alerts, and end.")
  private boolean rehearse;

  @Override
  public void run() {
    long begun = System.nanoTime();
    try (Parts parts = new Parts()) {
      // What is rehearsed has a policy of its own, which nobody's data should get.
      Path kept =
          ephemeral || rehearse
              ? parts.add(TemporaryDirectory.create()).path()
              : data.toAbsolutePath();
      if (rehearse) {
        rehearse(parts, kept);
        return;
      }
      Standalone standalone =
          parts.add(Standalone.start(settings(kept, policy.source()), System.out));
      service.untilStopped(parts, "Firebell is ready at " + standalone.addresses(), begun);
    } catch (IllegalStateException | IllegalArgumentException | TopicMismatchException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure("the data directory cannot be used: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rehearse(Parts parts, Path kept) throws IOException, InterruptedException {
    Rehearsal rehearsal = parts.add(Rehearsal.in(kept));
    Standalone standalone =
        parts.add(Standalone.start(settings(kept, rehearsal.policy()), System.out));
    rehearsal.play(standalone.url());
  }

  private UpSettings settings(Path kept, @Nullable PolicySource policies) {
    return new UpSettings(
        kept,
        HostPort.parse(listen),
        routePrefix,
        service.externalUrl(),
        bootstrapServers,
        kafkaPort,
        registryUrl,
        registryPort,
        policies,
        TenantPolicy.byTenant(tenants),
        QuotaOption.of(quotas),
        service.reach(),
        canary,
        service.topicPrefix(),
        partitions);
  }
}
