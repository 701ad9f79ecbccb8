package io.firebell.schemas.template;

import io.firebell.schemas.spelling.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names mean at a place of a template.
///
/// @param outer the scope around a loop's; null for the template as a whole
/// @param value what `this` is
/// @param words the names with an @ that a loop adds
record Scope(@Nullable Scope outer, Shape value, Map<String, Shape> words) {

  private static final Pattern PATH = Pattern.compile("((?:\\.\\./)*+)(.*+)");
  private static final Pattern PART = Pattern.compile("\\[([^\\]]+)\\]|([^.\\[\\]/]+)");

  static Scope root() {
    return new Scope(null, Vocabulary.root(), Map.of());
  }

  /// The scope of each round of a loop.
  Scope item(Shape item) {
    Map<String, Shape> added = new LinkedHashMap<>();
    added.put("@key", Vocabulary.TEXT);
    added.put("@index", Vocabulary.WHOLE);
    added.put("@first", Vocabulary.FLAG);
    added.put("@last", Vocabulary.FLAG);
    return new Scope(this, item, added);
  }

  /// What a path stands for.
  ///
  /// @throws IllegalArgumentException if it stands for nothing: with the word that may be meant
  Shape shape(String path) {
    Matcher written = PATH.matcher(path);
    if (!written.matches()) {
      throw new IllegalArgumentException("should be a name on one line");
    }
    Scope scope = this;
    for (int up = written.group(1).length() / 3; up > 0; up--) {
      if (scope.outer == null) {
        throw new IllegalArgumentException("\"" + path + "\" goes further out than there is");
      }
      scope = scope.outer;
    }
    return scope.inside(written.group(2), path);
  }

  private Shape inside(String rest, String path) {
    if (rest.equals("this") || rest.equals(".")) {
      return value;
    }
    List<String> parts = parts(rest, path);
    String first = parts.getFirst();
    if (first.startsWith("@") && !first.equals("@root")) {
      Shape word = words.get(first);
      if (word == null || parts.size() > 1) {
        throw unknown(path, first, List.copyOf(words.keySet()));
      }
      return word;
    }
    Shape shape = first.equals("@root") ? Vocabulary.root() : value;
    int from = first.equals("@root") || first.equals("this") ? 1 : 0;
    for (String part : parts.subList(from, parts.size())) {
      shape = part(shape, part, path);
    }
    return shape;
  }

  private Shape part(Shape shape, String name, String path) {
    return switch (shape) {
      case Shape.Labelled _ -> Vocabulary.TEXT;
      case Shape.Fields(var names) -> {
        Shape found = names.get(name);
        if (found == null) {
          throw unknown(path, name, List.copyOf(names.keySet()));
        }
        yield found;
      }
      case Shape.ListOf _ ->
          throw new IllegalArgumentException(
              "\"%s\" should take one of a list: write {{#each}} around it".formatted(path));
      case Shape.Text _, Shape.Whole _, Shape.Flag _, Shape.Time _ ->
          throw new IllegalArgumentException(
              "\"%s\" should end before %s, since what is before it is %s"
                  .formatted(path, name, shape.described()));
    };
  }

  private static List<String> parts(String rest, String path) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(rest);
    int end = 0;
    while (part.find() && part.start() == end) {
      parts.add(part.group(1) != null ? part.group(1) : part.group(2));
      end = part.end();
      if (end < rest.length() && rest.charAt(end) == '.') {
        end++;
      }
    }
    if (parts.isEmpty() || end != rest.length() || rest.endsWith(".")) {
      throw new IllegalArgumentException(
          "should be a name such as incident.priority: was \"" + path + "\"");
    }
    return parts;
  }

  /// The complaint about a name; one that is known outside of a loop is what may be meant.
  private IllegalArgumentException unknown(String path, String name, List<String> known) {
    StringBuilder ups = new StringBuilder();
    for (Scope scope = outer; scope != null; scope = scope.outer) {
      ups.append("../");
      if (path.startsWith(name)
          && scope.value instanceof Shape.Fields(var names)
          && names.containsKey(name)) {
        return new IllegalArgumentException(
            "\"%s\" is not known in a loop (did you mean \"%s%s\"?)".formatted(path, ups, path));
      }
    }
    return new IllegalArgumentException(
        "\"%s\" is not known%s: expected %s"
            .formatted(path, Nearest.hint(name, known), String.join(", ", known)));
  }
}
