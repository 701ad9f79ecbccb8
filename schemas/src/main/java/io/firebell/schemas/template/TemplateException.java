package io.firebell.schemas.template;

import java.util.List;
import java.util.stream.Collectors;

/// A template that cannot be used, or cannot be filled in this time.
public final class TemplateException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  TemplateException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  TemplateException(int line, int column, String message) {
    this(List.of(new Problem(line, column, message)));
  }

  /// What is wrong, in the order of the text; at least one.
  public List<Problem> problems() {
    return problems;
  }
}
