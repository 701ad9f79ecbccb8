package io.firebell.standalone;

import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.schemas.policy.Publication;
import io.firebell.standalone.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The policy file of `--policy`: checked before anything starts, published, and published again
/// when it changes. Thread-safe.
final class PolicyFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
  private static final String TENANT = "default";
  private static final long LOOK_EVERY_SECONDS = 1;

  private final Path file;
  private final PolicyPublisher publisher;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("firebell-policy-file").unstarted(task));
  private String seen = "";

  private PolicyFile(Path file, PolicyPublisher publisher) {
    this.file = file;
    this.publisher = publisher;
  }

  /// Checks a policy file.
  ///
  /// @throws CommandFailure if it cannot be read or is no policy: with every error
  static void check(Path file) throws IOException {
    if (read(file) instanceof PolicyReading.Refused(var errors)) {
      throw refused(file, errors);
    }
  }

  /// The policy in a file, or what is wrong with it.
  ///
  /// @throws CommandFailure if it cannot be read
  static PolicyReading read(Path file) throws IOException {
    return PolicyReader.read(text(file), 1);
  }

  /// Publishes the file, now and whenever its text changes. A text that is not in order leaves the
  /// policy in force as it is.
  ///
  /// @throws CommandFailure if it cannot be read or is no policy: with every error
  static PolicyFile publish(Path file, PolicyPublisher publisher) throws IOException {
    PolicyFile published = new PolicyFile(file, publisher);
    if (published.reload() instanceof Publication.Refused(var errors)) {
      throw refused(file, errors);
    }
    Future<?> _ =
        published.watch.scheduleWithFixedDelay(
            published::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    return published;
  }

  Path file() {
    return file;
  }

  /// Reads the file again and puts it in force.
  ///
  /// @throws CommandFailure if it cannot be read
  synchronized Publication reload() throws IOException {
    seen = text(file);
    return publisher.publish(TENANT, seen, file.toString());
  }

  private synchronized void look() {
    try {
      if (!text(file).equals(seen) && reload() instanceof Publication.Refused(var errors)) {
        LOG.atError()
            .addKeyValue("reason", refused(file, errors).getMessage())
            .log("policy file refused");
      }
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).addKeyValue("file", file).log("policy file cannot be read");
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no policy file " + file, e);
    } catch (CharacterCodingException e) {
      throw new CommandFailure("the policy file " + file + " is not UTF-8", e);
    }
  }

  private static CommandFailure refused(Path file, List<PolicyError> errors) {
    return new CommandFailure(
        errors.stream()
            .map(error -> file + ":" + error)
            .collect(Collectors.joining("\n  ", "the policy is not in order:\n  ", "")));
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watch.close();
  }
}
