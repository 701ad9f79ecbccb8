package io.firebell.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Files among the test resources.
final class TestFiles {

  private TestFiles() {}

  static String text(String file) {
    try (InputStream in = Objects.requireNonNull(TestFiles.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Bytes from a file with some of them in each line, and what they mean after a `#`.
  static byte[] hex(String file) {
    return HexFormat.of().parseHex(text(file).replaceAll("#.*|\\s", ""));
  }

  /// The names in a folder that end like this, in order and without the end.
  static List<String> names(String folder, String end) {
    try (Stream<Path> files =
        Files.list(Path.of(Objects.requireNonNull(TestFiles.class.getResource(folder)).toURI()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - end.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(folder, e);
    }
  }
}
