package io.firebell.core.route;

import static io.firebell.core.route.Matcher.Operator.EQUAL;
import static io.firebell.core.route.Matcher.Operator.MATCHES;
import static io.firebell.core.route.Matcher.Operator.NOT_EQUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Labels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          'team="db"',           db,       true
          'team="db"',           web,      false
          'team="db"',           '',       false
          'team!="db"',          db,       false
          'team!="db"',          web,      true
          'team!="db"',          '',       true
          'team=""',             '',       true
          'team=""',             db,       false
          'team!=""',            '',       false
          'team!=""',            db,       true
          'team=~"db|web"',      web,      true
          'team=~"db|web"',      webs,     false
          'team=~"db|web"',      adb,      false
          'team=~"d"',           db,       false
          'team=~".*"',          '',       true
          'team=~".+"',          '',       false
          'team=~""',            '',       true
          'team!~"db|web"',      '',       true
          'team!~"db|web"',      db,       false
          'team!~".+"',          '',       true
          'team=~"^db$"',        db,       true
          'team=~"(?i)DB"',      db,       true
          'team=~"d.b"',         d☃b,      true
          """)
  void meansWhatItMeansToAlertmanager(String matcher, String team, boolean expected) {
    assertThat(Matcher.parse(matcher).matches(Labels.of("alertname", "Disk", "team", team)))
        .isEqualTo(expected);
  }

  @Test
  void aDotIsNoLineBreakAsInGo() {
    assertThat(Matcher.parse("note=~\"a.b\"").matches(Labels.of("note", "a\nb"))).isFalse();
    assertThat(Matcher.parse("note=~\"(?s)a.b\"").matches(Labels.of("note", "a\nb"))).isTrue();
  }

  @Test
  void aTextOfSeveralMatchersIsNotOne() {
    assertThatThrownBy(() -> Matcher.parse("a=b,c=d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one matcher expected: were 2 in a=b,c=d");
    assertThatThrownBy(() -> Matcher.parse("{}")).hasMessage("one matcher expected: were 0 in {}");
  }

  @Test
  void isWrittenAsAlertmanagerWritesIt() {
    assertThat(new Matcher("team", EQUAL, "a\"b\\c\nd")).hasToString("team=\"a\\\"b\\\\c\\nd\"");
    assertThat(new Matcher("some team", NOT_EQUAL, "a")).hasToString("\"some team\"!=\"a\"");
    assertThat(new Matcher("équipe", EQUAL, "")).hasToString("équipe=\"\"");
  }

  @Test
  void isOrderedByNameThenValueThenOperator() {
    List<Matcher> ordered =
        Stream.of("a=z", "b!=a", "b=b", "b!=b", "b=~b")
            .map(Matcher::parse)
            .sorted(Matcher.ORDER.reversed())
            .toList();
    assertThat(ordered.reversed())
        .extracting(Matcher::toString)
        .containsExactly("a=\"z\"", "b!=\"a\"", "b=\"b\"", "b!=\"b\"", "b=~\"b\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((a{99}){99}){99}",
        "(?:(?:[ab]{500}c){500})",
        "((\\pL|\\x{2603}){400}){400}",
        "(\\Qa{1}b\\E{999}){999}",
      })
  void aRegularExpressionThatIsHugeWhenWrittenOutIsRefused(String expression) {
    assertThatThrownBy(() -> new Matcher("team", MATCHES, expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a regular expression should be at most 100000 characters when its repeats are written"
                + " out: %s is larger",
            expression);
  }

  @Test
  void aRegularExpressionNestedTooDeepIsRefused() {
    String deep = "(".repeat(251) + ")".repeat(251);
    assertThatThrownBy(() -> new Matcher("team", MATCHES, deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a regular expression should nest at most 250 groups: was (((");
    String allowed = "(".repeat(250) + "a" + ")".repeat(250);
    assertThat(new Matcher("team", MATCHES, allowed).matches(Labels.of("team", "a"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[(]{3}",
        "[]({)]",
        "\\(\\(",
        "a{,3}",
        "{",
        "\\Q((((\\E",
        "[[:alpha:]{1000}]{100}",
        "\\p{Greek}+",
        "x{1000}"
      })
  void bracesAndParenthesesThatCountNothingAreLeftAlone(String expression) {
    assertThat(new Matcher("team", MATCHES, expression).value()).isEqualTo(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(", "a)", "a**", "a{1001}", "(?<", "\\", "\\p{Nope}", "[a"})
  void aRegularExpressionThatIsNoneIsRefused(String expression) {
    assertThatThrownBy(() -> new Matcher("team", MATCHES, expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a regular expression should follow RE2: error parsing regexp");
  }
}
