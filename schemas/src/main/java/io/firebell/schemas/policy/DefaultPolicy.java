package io.firebell.schemas.policy;

import io.firebell.core.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The policy of whoever has none: usual priorities, and pages that appear on the terminal.
public final class DefaultPolicy {

  /// The version of a policy that was never published.
  public static final long VERSION = 0;

  private static final String TEXT = load("default-policy.yaml");

  private DefaultPolicy() {}

  /// The text, to be copied and changed.
  public static String yaml() {
    return TEXT;
  }

  public static Policy policy() {
    return Read.POLICY;
  }

  static String load(String name) {
    try (InputStream in = DefaultPolicy.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Apart, since the reader takes the sections that a policy leaves out from the text above.
  private static final class Read {
    static final Policy POLICY = read(TEXT);
  }

  /// A policy that comes with Firebell.
  static Policy read(String yaml) {
    return switch (PolicyReader.read(yaml, VERSION)) {
      case PolicyReading.Accepted(Policy policy) -> policy;
      case PolicyReading.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }
}
