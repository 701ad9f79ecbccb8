package io.firebell.schemas.alertmanager;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// Configurations and policies of the test resources.
final class Texts {

  /// Where every configuration is said to be.
  static final Path DIRECTORY = Path.of("/etc/alertmanager");

  private Texts() {}

  static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Conversion convert(String yaml, SecretStyle style) {
    return AlertmanagerConfig.convert(yaml, DIRECTORY, style);
  }

  static Conversion.Converted converted(String yaml, SecretStyle style) {
    return switch (convert(yaml, style)) {
      case Conversion.Converted converted -> converted;
      case Conversion.Refused refused -> throw new AssertionError(refused.errors());
    };
  }
}
