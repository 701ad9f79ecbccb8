package io.firebell.schemas.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Puts secrets where a policy has references to them: `${env:NAME}`, `${file:/path}` and
/// `${alertmanager:place}`.
///
/// Nothing is remembered, so that a secret that is replaced is used at once. Complaints name the
/// variable or the file and never what is in it. Safe for use by several threads.
public final class SecretResolver {

  private static final int MAX_BYTES = 64 * 1024;

  private final Function<String, Optional<String>> environment;
  private final Function<String, Optional<String>> alertmanager;

  /// @param environment gives the value of a variable, if it is set
  /// @param alertmanager gives what stands at a place of the `alertmanager.yml` that is run, if one
  ///   is and has something there
  public SecretResolver(
      Function<String, Optional<String>> environment,
      Function<String, Optional<String>> alertmanager) {
    this.environment = environment;
    this.alertmanager = alertmanager;
  }

  /// Looks variables up in this process's environment.
  ///
  /// @param alertmanager gives what stands at a place of the `alertmanager.yml` that is run, if one
  ///   is and has something there
  public static SecretResolver ofThisProcess(Function<String, Optional<String>> alertmanager) {
    return new SecretResolver(name -> Optional.ofNullable(System.getenv(name)), alertmanager);
  }

  /// The settings with every reference replaced.
  ///
  /// @throws SecretNotFoundException if there is nothing where a reference points to
  public Map<String, String> resolve(Map<String, String> settings) {
    Map<String, String> resolved = new HashMap<>();
    for (var setting : settings.entrySet()) {
      resolved.put(setting.getKey(), resolve(setting.getValue()));
    }
    return Map.copyOf(resolved);
  }

  /// The text with every reference in it replaced.
  ///
  /// @throws SecretNotFoundException if a variable is not set or empty, or a file cannot be read,
  ///   is empty, not UTF-8 or larger than 64 KiB
  public String resolve(String text) {
    StringBuilder resolved = new StringBuilder();
    int rest = 0;
    for (SecretReference.Occurrence occurrence : SecretReference.in(text)) {
      resolved.append(text, rest, occurrence.start());
      resolved.append(secret(occurrence.reference()));
      rest = occurrence.end();
    }
    return resolved.append(text.substring(rest)).toString();
  }

  private String secret(SecretReference reference) {
    return switch (reference) {
      case SecretReference.Environment(String name) ->
          environment
              .apply(name)
              .filter(value -> !value.isEmpty())
              .orElseThrow(() ->
                  new SecretNotFoundException(
                      "the environment variable " + name + " should be set: is not"));
      case SecretReference.File(String path) -> read(Path.of(path));
      case SecretReference.Alertmanager(String place) ->
          alertmanager
              .apply(place)
              .orElseThrow(() ->
                  new SecretNotFoundException(
                      "the file of --alertmanager-config should have "
                          + place
                          + ": this process has none that does"));
    };
  }

  /// What is in a file, without the line end that editors leave at the end.
  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new SecretNotFoundException("the file " + file + " should be a secret: is too large");
      }
      String secret =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .replaceFirst("\\R+\\z", "");
      if (secret.isEmpty()) {
        throw new SecretNotFoundException("the file " + file + " should have a secret: is empty");
      }
      return secret;
    } catch (CharacterCodingException e) {
      throw new SecretNotFoundException("the file " + file + " should be UTF-8 text: is not");
    } catch (IOException e) {
      throw new SecretNotFoundException(
          "the file " + file + " should be readable: " + e.getClass().getSimpleName());
    }
  }
}
