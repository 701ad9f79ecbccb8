package io.firebell.schemas.policy;

import io.firebell.schemas.template.Problem;
import java.util.List;

/// Finds a place of a text where it stands in the policy that it is written in.
final class TemplatePlaces {

  private final List<String> lines;

  TemplatePlaces(String yaml) {
    this.lines = yaml.lines().toList();
  }

  /// Complains of a problem where it is or, where the text is written so that its places cannot be
  /// counted off, at its beginning.
  void refuse(YamlValue value, String text, Problem problem) {
    List<String> written = text.lines().toList();
    String own = problem.line() <= written.size() ? written.get(problem.line() - 1) : "";
    if (value.isBlock()) {
      int line = value.line() + problem.line();
      String there = line <= lines.size() ? lines.get(line - 1) : "";
      if (!own.isEmpty() && there.endsWith(own)) {
        int column = there.length() - own.length() + problem.column();
        value.refuseAt(line, column, problem.message());
        return;
      }
    } else if (written.size() == 1 && value.line() <= lines.size()) {
      String there = lines.get(value.line() - 1);
      int from = there.indexOf(own, value.column() - 1);
      if (from >= 0 && from <= value.column()) {
        value.refuseAt(value.line(), from + problem.column(), problem.message());
        return;
      }
    }
    value.refuse(
        "line %d, column %d of it: %s"
            .formatted(problem.line(), problem.column(), problem.message()));
  }
}
