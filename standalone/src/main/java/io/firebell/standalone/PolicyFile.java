package io.firebell.standalone;

import io.firebell.core.policy.Tenant;
import io.firebell.schemas.alertmanager.Conversion;
import io.firebell.schemas.alertmanager.KeptSecrets;
import io.firebell.schemas.alertmanager.ShownConfig;
import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.schemas.policy.Publication;
import io.firebell.standalone.cli.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of `--policy`, `--tenant` or `--alertmanager-config`: checked before anything starts,
/// published, and published again when it changes. Thread-safe.
///
/// The secrets that an Alertmanager configuration has written out stay here: the policy refers to
/// them by place. What was read last from a configuration in order is what a place stands for.
final class PolicyFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
  private static final long LOOK_EVERY_SECONDS = 1;

  /// What became of reading the file again.
  ///
  /// @param warnings what is not done as the file says
  record Reload(Publication publication, List<PolicyError> warnings) {
    Reload {
      warnings = List.copyOf(warnings);
    }
  }

  private final Tenant tenant;
  private final PolicySource source;
  private final PolicyPublisher publisher;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("firebell-policy-file").factory());
  private String seen = "";
  private volatile KeptSecrets secrets = KeptSecrets.NONE;
  private volatile Optional<ShownConfig> shown = Optional.empty();

  private PolicyFile(Tenant tenant, PolicySource source, PolicyPublisher publisher) {
    this.tenant = tenant;
    this.source = source;
    this.publisher = publisher;
  }

  /// Checks a file.
  ///
  /// @throws CommandFailure if it cannot be read or is not in order: with every error
  static void check(PolicySource source) throws IOException {
    switch (source.conversion(source.text())) {
      case Conversion.Refused refused -> throw refused(source, refused.errors());
      case Conversion.Converted converted -> {
        if (PolicyReader.read(converted.policy(), 1) instanceof PolicyReading.Refused(var errors)) {
          throw refused(source, errors);
        }
      }
    }
  }

  /// Publishes the file, now and whenever its text changes. A text that is not in order leaves the
  /// policy in force as it is.
  ///
  /// @throws CommandFailure if it cannot be read or is not in order: with every error
  static PolicyFile publish(Tenant tenant, PolicySource source, PolicyPublisher publisher)
      throws IOException {
    PolicyFile published = new PolicyFile(tenant, source, publisher);
    if (published.reload().publication() instanceof Publication.Refused(var errors)) {
      throw refused(source, errors);
    }
    Future<?> _ =
        published.watch.scheduleWithFixedDelay(
            published::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    return published;
  }

  PolicySource source() {
    return source;
  }

  /// What stands at a place of the Alertmanager configuration; empty when this is none.
  Optional<String> secret(String place) {
    return secrets.at(place);
  }

  /// The Alertmanager configuration that is in force; empty when this is none.
  Optional<ShownConfig> alertmanagerConfig() {
    return shown;
  }

  /// Reads the file again and puts it in force.
  ///
  /// @throws CommandFailure if it cannot be read
  synchronized Reload reload() throws IOException {
    String text = source.text();
    boolean changed = !text.equals(seen);
    seen = text;
    return switch (source.conversion(text)) {
      case Conversion.Refused refused ->
          new Reload(new Publication.Refused(refused.errors()), refused.warnings());
      case Conversion.Converted converted -> {
        if (changed) {
          converted.warnings().forEach(this::warn);
        }
        Publication publication = put(converted);
        if (source.format() == PolicySource.Format.ALERTMANAGER
            && !(publication instanceof Publication.Refused)) {
          shown = Optional.of(ShownConfig.of(text));
        }
        yield new Reload(publication, converted.warnings());
      }
    };
  }

  /// The old policy and the new one both find their secrets until the new one is in force.
  private Publication put(Conversion.Converted converted) {
    secrets = converted.secrets().or(secrets);
    Publication publication =
        publisher.publish(tenant.name(), converted.policy(), source.file().toString());
    secrets = converted.secrets();
    return publication;
  }

  private void warn(PolicyError warning) {
    LOG.atWarn()
        .addKeyValue("file", source.file())
        .addKeyValue("what", warning)
        .log("configuration is not taken over as a whole");
  }

  private synchronized void look() {
    try {
      if (!source.text().equals(seen)
          && reload().publication() instanceof Publication.Refused(var errors)) {
        LOG.atError()
            .addKeyValue("reason", refused(source, errors).getMessage())
            .log("policy file refused");
      }
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).addKeyValue("file", source.file()).log("policy file cannot be read");
    }
  }

  private static CommandFailure refused(PolicySource source, List<PolicyError> errors) {
    String begin = "the " + source.format().textName() + " is not in order:\n  ";
    return new CommandFailure(
        errors.stream()
            .map(error -> source.file() + ":" + error)
            .collect(Collectors.joining("\n  ", begin, "")));
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watch.close();
  }
}
