package io.firebell.schemas.alertmanager;

import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.PrometheusDuration;
import io.firebell.schemas.spelling.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value in a configuration that knows its place, taken as Alertmanager takes it: by YAML 1.1,
/// with numbers for texts, and with nothing for a key that is left out. No complaint repeats what
/// was written unless it should be a duration or a matcher: it may be a secret in a wrong place.
final class Value {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "n", "N", "off", "Off", "OFF");
  private static final String MERGE = "<<";

  private final Node node;

  /// Where complaints about there being such a value point to.
  private final Node key;

  private final String path;
  private final Findings findings;

  Value(Node node, String path, Findings findings) {
    this(node, node, path, findings);
  }

  private Value(Node node, Node key, String path, Findings findings) {
    this.node = node;
    this.key = key;
    this.path = path;
    this.findings = findings;
  }

  String path() {
    return path;
  }

  int line() {
    return finding(node, "").line();
  }

  /// Says that this cannot be honoured.
  void refuse(String message) {
    findings.error(finding(node, message));
  }

  /// Says that this is not done as written, though it changes neither who is told nor when.
  void warn(String message) {
    findings.warning(finding(node, message));
  }

  /// Says that the key of this cannot be honoured, whatever it holds.
  void refuseKey(String message) {
    findings.error(finding(key, message));
  }

  /// Says that what the key stands for is not done, whatever it holds.
  void warnKey(String message) {
    findings.warning(finding(key, message));
  }

  private PolicyError finding(Node place, String message) {
    Optional<Mark> mark = place.getStartMark();
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new PolicyError(line, column, path, message);
  }

  boolean isNull() {
    return node instanceof ScalarNode scalar && isPlain() && NULLS.contains(scalar.getValue());
  }

  /// Whether there is nothing in it.
  boolean isEmpty() {
    return switch (node) {
      case ScalarNode scalar -> isNull() || scalar.getValue().isEmpty();
      case SequenceNode list -> list.getValue().isEmpty();
      case MappingNode mapping -> mapping.getValue().isEmpty();
      default -> false;
    };
  }

  private boolean isPlain() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  /// Whether it is filled in anew for each notification, from what is in it.
  boolean isTemplate() {
    return node instanceof ScalarNode scalar && scalar.getValue().contains("{{");
  }

  /// The characters of a single value; nothing and a complaint for anything else.
  Optional<String> text() {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(isNull() ? "" : scalar.getValue());
    }
    refuse("should be text: was " + described());
    return Optional.empty();
  }

  /// What the text means to `reading`, whose [IllegalArgumentException] is the complaint.
  <T> Optional<T> as(Function<String, T> reading) {
    return text()
        .flatMap(text -> {
          try {
            return Optional.of(reading.apply(text));
          } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return Optional.empty();
          }
        });
  }

  Optional<Boolean> flag() {
    if (node instanceof ScalarNode scalar && isPlain()) {
      if (TRUE.contains(scalar.getValue())) {
        return Optional.of(true);
      }
      if (FALSE.contains(scalar.getValue())) {
        return Optional.of(false);
      }
    }
    refuse("should be true or false: was something else");
    return Optional.empty();
  }

  /// A duration that is not negative.
  Optional<Duration> duration() {
    return as(text -> text.equals("0") ? Duration.ZERO : PrometheusDuration.parse(text));
  }

  Optional<Duration> positiveDuration() {
    Optional<Duration> duration = duration();
    if (duration.filter(Duration::isZero).isPresent()) {
      refuse("should be more than nothing: was zero");
      return Optional.empty();
    }
    return duration;
  }

  /// The items of a list.
  List<Value> items() {
    if (!(node instanceof SequenceNode list)) {
      refuse("should be a list: was " + described());
      return List.of();
    }
    List<Value> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new Value(item, path + "[" + items.size() + "]", findings));
    }
    return items;
  }

  /// A mapping from names of somebody's choice, in the order of the text.
  Map<String, Value> entries() {
    if (!(node instanceof MappingNode mapping)) {
      refuse("should be a mapping: was " + described());
      return Map.of();
    }
    Map<String, Value> entries = new LinkedHashMap<>();
    List<Value> merged = new ArrayList<>();
    for (NodeTuple entry : mapping.getValue()) {
      Value value = new Value(entry.getValueNode(), path, findings);
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        refuse("a key should be text: was a list or a mapping");
      } else if (key.getValue().equals(MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
        merged.addAll(
            entry.getValueNode() instanceof SequenceNode ? value.items() : List.of(value));
      } else {
        String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
        Value child = new Value(entry.getValueNode(), key, below, findings);
        if (entries.put(key.getValue(), child) != null) {
          child.refuseKey("should be there once: is here again");
        }
      }
    }
    for (Value defaults : merged) {
      new Value(defaults.node, path, findings).entries().forEach(entries::putIfAbsent);
    }
    return entries;
  }

  /// What a mapping has under the keys that Alertmanager knows there.
  Optional<Section> section(Keys keys) {
    if (!(node instanceof MappingNode)) {
      refuse("should be a mapping: was " + described());
      return Optional.empty();
    }
    Map<String, Value> filled = new LinkedHashMap<>();
    entries()
        .forEach((key, value) -> {
          if (!keys.known().contains(key)) {
            value.refuseKey(
                "is no key that Alertmanager knows here%s"
                    .formatted(Nearest.hint(key, keys.known())));
          } else if (!value.isNull()) {
            keys.judge(key, value);
            filled.put(key, value);
          }
        });
    return Optional.of(new Section(this, filled));
  }

  private String described() {
    if (node instanceof ScalarNode) {
      return isNull() ? "empty" : "a single value";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
