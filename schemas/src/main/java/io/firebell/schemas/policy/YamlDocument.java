package io.firebell.schemas.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The text of a policy as YAML 1.2 nodes, which know their places, within bounds that hold before
/// anything is built: a text of any content costs little.
public final class YamlDocument {

  static final int MAX_LENGTH = 1024 * 1024;
  static final int MAX_DEPTH = 32;

  /// How many values there may be when every alias is replaced by what it stands for.
  static final int MAX_VALUES = 100_000;

  private final LoadSettings settings =
      LoadSettings.builder()
          .setLabel("policy")
          .setSchema(new CoreSchema())
          .setMaxAliasesForCollections(MAX_VALUES)
          .build();

  /// How many values are in each node, 0 while they are being counted.
  private final Map<Node, Integer> sizes = new HashMap<>();

  /// What the text is, to begin a complaint: `a policy`.
  private final String what;

  private YamlDocument(String what) {
    this.what = what;
  }

  /// The root of a policy's text.
  ///
  /// @throws YamlException if the text is not YAML, is empty, or is larger than the bounds
  static Node compose(String text) throws YamlException {
    return compose(text, "a policy");
  }

  /// The root of the text.
  ///
  /// @param what the text is, to begin a complaint: `a policy`
  /// @throws YamlException if the text is not YAML, is empty, or is larger than the bounds
  public static Node compose(String text, String what) throws YamlException {
    if (text.length() > MAX_LENGTH) {
      throw new YamlException(
          1,
          1,
          "%s should be at most %d characters: has %d".formatted(what, MAX_LENGTH, text.length()));
    }
    try {
      return new YamlDocument(what).composeWithinBounds(text);
    } catch (MarkedYamlEngineException e) {
      String context =
          e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ": ";
      throw at(e.getProblemMark().or(e::getContextMark), context + e.getProblem());
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      throw new YamlException(
          1 + (int) before.chars().filter(c -> c == '\n').count(),
          before.length() - before.lastIndexOf('\n'),
          "should have no control characters: has U+%04X".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw new YamlException(1, 1, String.valueOf(e.getMessage()));
    }
  }

  private Node composeWithinBounds(String text) throws YamlException {
    checkDepth(text);
    Optional<Node> root = new Compose(settings).composeString(text);
    if (root.isEmpty()) {
      throw new YamlException(1, 1, what + " should be a mapping: was empty");
    }
    size(root.get());
    return root.get();
  }

  /// The events come one by one, so that a nesting that would overflow the stack of what comes
  /// after is never read to its end.
  private void checkDepth(String text) throws YamlException {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw at(event.getStartMark(), "should nest at most " + MAX_DEPTH + " deep: nests deeper");
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private int size(Node node) throws YamlException {
    Integer known = sizes.putIfAbsent(node, 0);
    if (known != null) {
      if (known == 0) {
        throw at(node.getStartMark(), "should not contain itself: does, by an alias");
      }
      return known;
    }
    int size = 1;
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        size += size(item);
        checkSize(item, size);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        size += size(entry.getKeyNode()) + size(entry.getValueNode());
        checkSize(entry.getKeyNode(), size);
      }
    } else if (!(node instanceof ScalarNode)) {
      throw at(node.getStartMark(), "should be a mapping, a list or a value: was neither");
    }
    sizes.put(node, size);
    return size;
  }

  private void checkSize(Node node, int size) throws YamlException {
    if (size > MAX_VALUES) {
      throw at(
          node.getStartMark(),
          what + " should have at most " + MAX_VALUES + " values, aliases written out: has more");
    }
  }

  private static YamlException at(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new YamlException(line, column, message);
  }
}
