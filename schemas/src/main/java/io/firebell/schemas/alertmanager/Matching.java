package io.firebell.schemas.alertmanager;

import io.firebell.core.route.Matcher;
import io.firebell.core.route.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads matchers in the three ways there are: a mapping of equal values, one of regular
/// expressions, and the newer list.
final class Matching {

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private Matching() {}

  /// @param prefix what precedes the keys: nothing, `source_` or `target_`
  static List<Matcher> read(Section section, String prefix) {
    List<Matcher> matchers = new ArrayList<>();
    section.get(prefix + "match").ifPresent(value -> fromMapping(value, Operator.EQUAL, matchers));
    section
        .get(prefix + "match_re")
        .ifPresent(value -> fromMapping(value, Operator.MATCHES, matchers));
    for (Value item : section.items(prefix + "matchers")) {
      item.as(Matcher::parseAll).ifPresent(matchers::addAll);
    }
    return matchers;
  }

  private static void fromMapping(Value mapping, Operator operator, List<Matcher> matchers) {
    mapping
        .entries()
        .forEach((label, value) -> {
          if (LABEL.matcher(label).matches()) {
            value.as(text -> new Matcher(label, operator, text)).ifPresent(matchers::add);
          } else {
            value.refuseKey("should be the name of a label: is none");
          }
        });
  }

  /// The names of labels.
  ///
  /// @param mayRepeat whether one that is there twice counts once, rather than as a mistake
  static List<String> labels(List<Value> items, boolean mayRepeat) {
    List<String> names = new ArrayList<>();
    for (Value item : items) {
      Optional<String> name = item.text();
      if (name.filter(String::isBlank).isPresent()) {
        item.refuse("should be the name of a label: is empty");
      } else if (name.filter(names::contains).isEmpty()) {
        name.ifPresent(names::add);
      } else if (!mayRepeat) {
        item.refuse("should be listed once: is before already");
      }
    }
    return names;
  }
}
