package io.firebell.schemas.policy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Takes the files that a policy's templates name into its text, so that they travel with it to
/// processes that have no such files: `file: mail.html` becomes `file: { name: …, text: … }`. Lines
/// stay where they are.
public final class TemplateFiles {

  private static final int MAX_BYTES = 128 * 1024;

  /// @param start where its name stands in the text, in characters
  /// @param end after that
  private record Mention(int start, int end, String name) {}

  private TemplateFiles() {}

  /// The policy's text with its files in it. A text that is no YAML is left as it is, for its
  /// reader to complain of.
  ///
  /// @param directory where the policy's file is; no other files than those in it are read
  /// @throws IOException if a file cannot be read, is no text, too large or elsewhere: a message
  ///   for people
  public static String takenIn(String yaml, Path directory) throws IOException {
    if (!yaml.contains("templates:") || !yaml.contains("file:")) {
      return yaml;
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Mention mention : mentions(yaml)) {
      int start = yaml.offsetByCodePoints(0, mention.start());
      String name = quoted(mention.name());
      String content = quoted(read(directory, mention.name()));
      text.append(yaml, from, start).append("{ name: %s, text: %s }".formatted(name, content));
      from = yaml.offsetByCodePoints(0, mention.end());
    }
    return text.append(yaml.substring(from)).toString();
  }

  private static List<Mention> mentions(String yaml) {
    List<Mention> mentions = new ArrayList<>();
    try {
      for (Node template : values(under(YamlDocument.compose(yaml), "templates"))) {
        for (Node part : values(template)) {
          if (under(part, "file") instanceof ScalarNode name
              && name.getStartMark().isPresent()
              && name.getEndMark().isPresent()) {
            int start = name.getStartMark().map(Mark::getIndex).orElseThrow();
            int end = name.getEndMark().map(Mark::getIndex).orElseThrow();
            mentions.add(new Mention(start, end, name.getValue()));
          }
        }
      }
    } catch (YamlException e) {
      return List.of();
    }
    return mentions;
  }

  private static @Nullable Node under(Node node, String key) {
    return Optional.of(node).stream()
        .filter(MappingNode.class::isInstance)
        .flatMap(mapping -> ((MappingNode) mapping).getValue().stream())
        .filter(
            entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst()
        .orElse(null);
  }

  private static List<Node> values(@Nullable Node node) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream().map(NodeTuple::getValueNode).toList()
        : List.of();
  }

  private static String read(Path directory, String name) throws IOException {
    String what = "the template " + name;
    try {
      Path home = directory.toRealPath();
      Path file = home.resolve(name).toRealPath();
      if (!file.startsWith(home)) {
        throw new IOException(what + " should be beside the policy or below: is elsewhere");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new IOException(what + " should be at most 128 KiB: is more");
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      }
    } catch (CharacterCodingException e) {
      throw new IOException(what + " should be UTF-8 text: is not", e);
    } catch (NoSuchFileException e) {
      throw new IOException(what + " should be a file beside the policy: is not there", e);
    }
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
