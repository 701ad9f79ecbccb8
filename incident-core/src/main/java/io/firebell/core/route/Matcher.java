package io.firebell.core.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.firebell.core.alert.Labels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A condition on one label, with the operators and the meaning that Prometheus gives them.
///
/// An absent label counts as the empty string; regular expressions are RE2's and match the whole
/// value.
public final class Matcher {

  /// By name, then value, then operator: the order in which Alertmanager lists the matchers of a
  /// route.
  public static final Comparator<Matcher> ORDER =
      Comparator.comparing(Matcher::name)
          .thenComparing(Matcher::value)
          .thenComparing(Matcher::operator);

  /// How a label's value is compared.
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    NOT_MATCHES("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /// @throws IllegalArgumentException if no operator is written like this
    static Operator of(String symbol) {
      return Arrays.stream(values())
          .filter(operator -> operator.symbol.equals(symbol))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "an operator should be one of = != =~ !~: was " + symbol));
    }
  }

  private final String name;
  private final Operator operator;
  private final String value;
  private final @Nullable Pattern pattern;

  /// @throws IllegalArgumentException if the name is empty or the regular expression is not RE2
  public Matcher(String name, Operator operator, String value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a matcher should name a label: was \"\"");
    }
    this.name = name;
    this.operator = operator;
    this.value = value;
    this.pattern =
        switch (operator) {
          case EQUAL, NOT_EQUAL -> null;
          case MATCHES, NOT_MATCHES -> compile(value);
        };
  }

  /// A matcher as Alertmanager writes it: `team="database"`, `severity=~"warning|info"`, `a!=b`.
  ///
  /// @throws IllegalArgumentException if the text is not exactly one matcher
  public static Matcher parse(String text) {
    List<Matcher> matchers = MatcherParser.parse(text);
    if (matchers.size() != 1) {
      throw new IllegalArgumentException(
          "one matcher expected: were " + matchers.size() + " in " + text);
    }
    return matchers.getFirst();
  }

  /// Matchers separated by commas, with or without braces around them.
  ///
  /// @throws IllegalArgumentException if the text is not a list of matchers
  public static List<Matcher> parseAll(String text) {
    return MatcherParser.parse(text);
  }

  public String name() {
    return name;
  }

  public Operator operator() {
    return operator;
  }

  public String value() {
    return value;
  }

  public boolean matches(Labels labels) {
    String actual = labels.get(name);
    return switch (operator) {
      case EQUAL -> actual.equals(value);
      case NOT_EQUAL -> !actual.equals(value);
      case MATCHES -> Objects.requireNonNull(pattern).matches(actual);
      case NOT_MATCHES -> !Objects.requireNonNull(pattern).matches(actual);
    };
  }

  private static Pattern compile(String expression) {
    RegexpBounds.check(expression);
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "a regular expression should follow RE2: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matcher that
        && name.equals(that.name)
        && operator == that.operator
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, operator, value);
  }

  /// `team="database"`, or `"some team"="database"` where the name needs quotes: text that [#parse]
  /// reads again.
  @Override
  public String toString() {
    boolean bare = name.chars().noneMatch(Utf8Notation::isReserved);
    return (bare ? name : quote(name)) + operator.symbol + quote(value);
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
