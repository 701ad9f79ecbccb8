package io.firebell.standalone;

import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.schemas.policy.Publication;
import io.firebell.standalone.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The policy file of `--policy`: checked before anything starts, published, and published again
/// when it changes.
final class PolicyFile {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
  private static final String TENANT = "default";
  private static final long LOOK_EVERY_SECONDS = 1;

  private PolicyFile() {}

  /// The text of a policy that is in order; null for no file.
  ///
  /// @throws CommandFailure if the file cannot be read or is no policy: with every error
  static @Nullable String read(@Nullable Path file) throws IOException {
    if (file == null) {
      return null;
    }
    try {
      String yaml = Files.readString(file);
      if (PolicyReader.read(yaml, 1) instanceof PolicyReading.Refused(var errors)) {
        throw refused(file, errors);
      }
      return yaml;
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no policy file " + file, e);
    }
  }

  /// @throws CommandFailure if the text is no policy: with every error
  static void publish(PolicyPublisher publisher, Path file, String yaml) {
    if (publisher.publish(TENANT, yaml, file.toString())
        instanceof Publication.Refused(var errors)) {
      throw refused(file, errors);
    }
  }

  /// Publishes the file whenever its text changes. One that is not in order leaves the policy in
  /// force as it is.
  static AutoCloseable watch(Path file, PolicyPublisher publisher) {
    var scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("firebell-policy-file").unstarted(task));
    var watched = new Watched(file, publisher);
    var looking =
        scheduler.scheduleWithFixedDelay(
            watched::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    return () -> {
      looking.cancel(true);
      scheduler.close();
    };
  }

  /// The file since it was last looked at.
  private static final class Watched {
    private final Path file;
    private final PolicyPublisher publisher;
    private String seen = "";

    Watched(Path file, PolicyPublisher publisher) {
      this.file = file;
      this.publisher = publisher;
    }

    void look() {
      try {
        String yaml = Files.readString(file);
        if (!yaml.equals(seen)) {
          seen = yaml;
          publish(publisher, file, yaml);
        }
      } catch (CommandFailure e) {
        LOG.atError().addKeyValue("reason", e.getMessage()).log("policy file refused");
      } catch (IOException | RuntimeException e) {
        LOG.atWarn().setCause(e).addKeyValue("file", file).log("policy file cannot be read");
      }
    }
  }

  private static CommandFailure refused(Path file, List<?> errors) {
    return new CommandFailure(
        errors.stream()
            .map(error -> file + ":" + error)
            .collect(Collectors.joining("\n  ", "the policy is not in order:\n  ", "")));
  }
}
