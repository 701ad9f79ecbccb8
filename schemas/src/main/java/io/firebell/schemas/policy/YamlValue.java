package io.firebell.schemas.policy;

import io.firebell.schemas.spelling.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value in a policy's text that knows its place. Asked for what it is not, it says so in the
/// list of errors and gives nothing, so that reading goes on to the next mistake.
final class YamlValue {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /// Nobody reads further, and by aliases a short text can make mistakes without end.
  private static final int MOST_ERRORS = 1000;

  private static final int LONGEST_MESSAGE = 1000;

  private final Node node;
  private final String path;
  private final List<PolicyError> errors;

  /// Whether no complaint may repeat the value, since it may be a secret in a wrong place.
  private final boolean discreet;

  YamlValue(Node node, String path, List<PolicyError> errors) {
    this(node, path, errors, false);
  }

  private YamlValue(Node node, String path, List<PolicyError> errors, boolean discreet) {
    this.node = node;
    this.path = path;
    this.errors = errors;
    this.discreet = discreet;
  }

  /// The same value and everything in it, whose own complaints never repeat what was written.
  YamlValue discreetly() {
    return new YamlValue(node, path, errors, true);
  }

  String path() {
    return path;
  }

  /// Where it begins: the line, counted from 1.
  int line() {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /// Where it begins: the column, counted from 1.
  int column() {
    return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }

  /// Whether it is a text written line by line under its key, `|`.
  boolean isBlock() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.LITERAL;
  }

  /// Says that a place in this value breaks a rule.
  void refuseAt(int line, int column, String message) {
    add(line, column, path, message);
  }

  /// Says that this value breaks a rule.
  void refuse(String message) {
    refuse(node, path, message);
  }

  /// Says that something which belongs here is not there.
  void refuseLackOf(String key, String why) {
    refuse(node, child(key), "is missing: " + why);
  }

  private void refuse(Node place, String where, String message) {
    Optional<Mark> mark = place.getStartMark();
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    add(line, column, where, message);
  }

  private void add(int line, int column, String where, String message) {
    if (errors.size() >= MOST_ERRORS) {
      return;
    }
    boolean fits = message.length() <= LONGEST_MESSAGE;
    String shown = fits ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    errors.add(new PolicyError(line, column, where, shown));
  }

  /// The characters of a single value, whatever its type.
  Optional<String> characters() {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  Optional<String> text() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      if (!scalar.getValue().isBlank()) {
        return Optional.of(scalar.getValue());
      }
      refuse("should not be empty");
      return Optional.empty();
    }
    boolean quotesHelp = node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    refuse("should be text" + (quotesHelp ? " (put it in quotes)" : "") + ": was " + described());
    return Optional.empty();
  }

  /// What the text means to `reading`, whose [IllegalArgumentException] is the complaint.
  <T> Optional<T> as(Function<String, T> reading) {
    return text().flatMap(text -> read(text, reading));
  }

  /// What the characters of a single value mean to `reading`, with quotes around them or without,
  /// as people write numbers.
  <T> Optional<T> charactersAs(Function<String, T> reading) {
    Optional<String> characters = characters();
    if (characters.isEmpty()) {
      refuse("should be a single value: was " + described());
    }
    return characters.flatMap(text -> read(text, reading));
  }

  private <T> Optional<T> read(String text, Function<String, T> reading) {
    try {
      return Optional.of(reading.apply(text));
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// A duration that is not negative.
  Optional<Duration> duration() {
    if (!node.getTag().equals(Tag.STR)) {
      refuse("should be a duration such as 90s, 5m, 1h30m or 2d: was " + described());
      return Optional.empty();
    }
    return as(PrometheusDuration::parse);
  }

  Optional<Duration> positiveDuration() {
    Optional<Duration> duration = duration();
    if (duration.filter(Duration::isZero).isPresent()) {
      refuse("should be more than nothing: was " + described());
      return Optional.empty();
    }
    return duration;
  }

  Optional<Integer> integer(int least, int most) {
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && scalar.getValue().matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(scalar.getValue());
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    }
    String range = least == most ? String.valueOf(least) : "a number from " + least + " to " + most;
    refuse("should be " + range + ": was " + described());
    return Optional.empty();
  }

  Optional<Boolean> flag() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(scalar.getValue().equalsIgnoreCase("true"));
    }
    refuse("should be true or false: was " + described());
    return Optional.empty();
  }

  /// The items of a list.
  ///
  /// @param ifNone the complaint when there is none; empty when there need not be one
  List<YamlValue> items(String ifNone) {
    if (!(node instanceof SequenceNode list)) {
      refuse("should be a list: was " + described());
      return List.of();
    }
    if (list.getValue().isEmpty() && !ifNone.isEmpty()) {
      refuse(ifNone);
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new YamlValue(item, path + "[" + items.size() + "]", errors, discreet));
    }
    return items;
  }

  /// The items of a list; a value that is none is a list of one.
  ///
  /// @param ifNone the complaint when there is none; empty when there need not be one
  List<YamlValue> oneOrMore(String ifNone) {
    boolean one = node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    return one ? List.of(this) : items(ifNone);
  }

  /// The texts of a list, or one text alone, each of which may be there once.
  ///
  /// @param ifNone the complaint when there is none; empty when there need not be one
  List<String> distinctTexts(String ifNone) {
    Set<String> texts = new LinkedHashSet<>();
    for (YamlValue item : oneOrMore(ifNone)) {
      Optional<String> text = item.text();
      if (text.isPresent() && !texts.add(text.get())) {
        item.refuse("should be listed once: \"" + text.get() + "\" is before already");
      }
    }
    return List.copyOf(texts);
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /// The keys of a mapping, without a complaint when this is none.
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    forEachKey((_, key) -> keys.add(key));
    return keys;
  }

  boolean has(String key) {
    return keys().contains(key);
  }

  /// What a mapping has under these keys, complaining of every other.
  Optional<YamlFields> fields(List<String> known) {
    return entries()
        .map(entries -> {
          forEachKey((place, key) -> checkKey(place, key, known));
          return new YamlFields(this, entries);
        });
  }

  Optional<YamlFields> fields(String... known) {
    return fields(List.of(known));
  }

  /// A mapping from names of somebody's choice.
  Map<String, YamlValue> byName() {
    Map<String, YamlValue> named = entries().orElse(Map.of());
    forEachKey((node, name) -> {
      if (!NAME.matcher(name).matches()) {
        refuse(
            node,
            child(name),
            "a name should be up to 100 letters, digits, dots, dashes and underscores,"
                + " a letter or digit first: was \""
                + name
                + "\"");
      }
    });
    return named;
  }

  private void checkKey(Node place, String key, List<String> known) {
    if (!known.contains(key)) {
      String expected = known.isEmpty() ? "nothing" : String.join(", ", known);
      refuse(
          place,
          child(key),
          "\"%s\" is not known here%s: expected %s"
              .formatted(key, Nearest.hint(key, known), expected));
    }
  }

  /// Every key of a mapping that is text, with its node, which is where a complaint about the key
  /// itself points to.
  private void forEachKey(BiConsumer<Node, String> visitor) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          visitor.accept(key, key.getValue());
        }
      }
    }
  }

  private Optional<Map<String, YamlValue>> entries() {
    if (!(node instanceof MappingNode mapping)) {
      refuse("should be a mapping: was " + described());
      return Optional.empty();
    }
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        refuse(entry.getKeyNode(), path, "a key should be text: was a list or a mapping");
      } else if (entries.containsKey(key.getValue())) {
        refuse(key, child(key.getValue()), "should be there once: is here again");
      } else {
        String path = child(key.getValue());
        entries.put(key.getValue(), new YamlValue(entry.getValueNode(), path, errors, discreet));
      }
    }
    return Optional.of(entries);
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String described() {
    if (node instanceof ScalarNode scalar) {
      if (node.getTag().equals(Tag.NULL)) {
        return "empty";
      }
      return discreet ? "something else" : "\"" + scalar.getValue() + "\"";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
