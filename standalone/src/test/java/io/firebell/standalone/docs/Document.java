package io.firebell.standalone.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A text for people, with everything in it that they may type or copy.
///
/// @param blocks what stands between fences
/// @param spans what stands between backticks in the text around
public record Document(List<Block> blocks, List<Excerpt> spans) {

  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final String FENCE = "```";

  /// A piece of a document.
  ///
  /// @param place like `README.md:23`
  public record Excerpt(String place, String text) {
    @Override
    public String toString() {
      return place + " " + text;
    }
  }

  /// @param language as it is written behind the fence; may be empty
  public record Block(String place, String language, List<Excerpt> lines) {

    public String text() {
      return String.join("\n", lines.stream().map(Excerpt::text).toList()) + "\n";
    }

    @Override
    public String toString() {
      return place + " " + language;
    }
  }

  /// The documents for users.
  public static List<Document> all() {
    Path root = Path.of("..");
    try (Stream<Path> pages = Files.list(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md")), pages.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .map(Document::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document parse(String name, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<Excerpt> spans = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FENCE)) {
        int begin = i++;
        List<Excerpt> inside = new ArrayList<>();
        while (!lines.get(i).startsWith(FENCE)) {
          inside.add(new Excerpt(name + ":" + (i + 1), lines.get(i++)));
        }
        String language = line.substring(FENCE.length()).strip();
        blocks.add(new Block(name + ":" + (begin + 1), language, inside));
      } else {
        String place = name + ":" + (i + 1);
        if (line.chars().filter(c -> c == '`').count() % 2 != 0) {
          throw new IllegalArgumentException("backticks should end on their line: " + place);
        }
        SPAN.matcher(line).results().forEach(span -> spans.add(new Excerpt(place, span.group(1))));
      }
    }
    return new Document(blocks, spans);
  }

  /// What people may type: the lines of `sh` blocks, and what looks like it in the text.
  public List<Excerpt> commands() {
    List<Excerpt> commands = new ArrayList<>();
    for (Block block : blocks) {
      if (block.language().equals("sh")) {
        block.lines().stream().filter(line -> !line.text().isBlank()).forEach(commands::add);
      }
    }
    spans.stream().filter(span -> looksLikeACommand(span.text())).forEach(commands::add);
    return commands;
  }

  /// Whether somebody who reads it would type it.
  public static boolean looksLikeACommand(String text) {
    return text.matches(
        "(\\./|\\.ci/run|firebell |curl |amtool |prometheus |promtool |docker |java |mvn |--).*"
            + "|(GET|POST|PUT|DELETE) /.*");
  }
}
