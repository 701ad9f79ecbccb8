package io.firebell.core.route;

import static io.firebell.core.route.Matcher.Operator.EQUAL;
import static io.firebell.core.route.Matcher.Operator.MATCHES;
import static io.firebell.core.route.Matcher.Operator.NOT_EQUAL;
import static io.firebell.core.route.Matcher.Operator.NOT_MATCHES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What each text means to Alertmanager, by the expectations of its own parsers' tests.
class MatcherParserTest {

  static Stream<Arguments> inBothNotations() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("{}", List.of()),
        Arguments.of("foo=bar", List.of(is("foo", "bar"))),
        Arguments.of("foo=bar,", List.of(is("foo", "bar"))),
        Arguments.of("{foo=bar}", List.of(is("foo", "bar"))),
        Arguments.of("{foo=bar,}", List.of(is("foo", "bar"))),
        Arguments.of("{foo!=bar}", List.of(isNot("foo", "bar"))),
        Arguments.of("{foo=~[a-z]+}", List.of(matches("foo", "[a-z]+"))),
        Arguments.of("{foo!~[a-z]+}", List.of(matchesNot("foo", "[a-z]+"))),
        Arguments.of("foo=🙂bar", List.of(is("foo", "🙂bar"))),
        Arguments.of("{foo=\"\"}", List.of(is("foo", ""))),
        Arguments.of("statuscode=~\"5..\"", List.of(matches("statuscode", "5.."))),
        Arguments.of("{foo=\"bar\\n\"}", List.of(is("foo", "bar\n"))),
        Arguments.of("{foo=\"\\\"bar\\\"\"}", List.of(is("foo", "\"bar\""))),
        Arguments.of("{foo=\"bar\\\\\"}", List.of(is("foo", "bar\\"))),
        Arguments.of(
            "{foo = \"bar\", dings != \"bums\", }",
            List.of(is("foo", "bar"), isNot("dings", "bums"))),
        Arguments.of(
            "{foo=\"bar,quux\", job=\"job1\"}", List.of(is("foo", "bar,quux"), is("job", "job1"))),
        Arguments.of(
            "{foo=\"bar\",baz!~\".*quux\", derp=\"wat\"}",
            List.of(is("foo", "bar"), matchesNot("baz", ".*quux"), is("derp", "wat"))),
        Arguments.of(
            "{quote=\"She said: \\\"Hi, ladies! That's gender-neutral…\\\"\"}",
            List.of(is("quote", "She said: \"Hi, ladies! That's gender-neutral…\""))),
        Arguments.of(
            "contains_quote != \"\\\"\" , contains_comma !~ \"foo,bar\" , ",
            List.of(isNot("contains_quote", "\""), matchesNot("contains_comma", "foo,bar"))));
  }

  static Stream<Arguments> inTheClassicNotationAlone() {
    return Stream.of(
        Arguments.of("{", List.of()),
        Arguments.of("job=", List.of(is("job", ""))),
        Arguments.of("{foo=,bar=}}", List.of(is("foo", ""), is("bar", "}"))),
        Arguments.of("foo=bar baz", List.of(is("foo", "bar baz"))),
        Arguments.of("{foo=bar", List.of(is("foo", "bar"))),
        Arguments.of("foo=bar}", List.of(is("foo", "bar"))),
        Arguments.of("{foo=bar}}", List.of(is("foo", "bar}"))),
        Arguments.of("{foo=bar}},}", List.of(is("foo", "bar}}"))),
        Arguments.of("{foo=}b", List.of(is("foo", "}b"))),
        Arguments.of("{foo='}", List.of(is("foo", "'"))),
        Arguments.of("{foo=`}", List.of(is("foo", "`"))),
        Arguments.of("{foo=bar\\n}", List.of(is("foo", "bar\n"))),
        Arguments.of("{foo=bar\\t}", List.of(is("foo", "bar\\t"))),
        Arguments.of("{foo=bar\\}", List.of(is("foo", "bar\\"))),
        Arguments.of("{foo=bar\\\\}", List.of(is("foo", "bar\\"))),
        Arguments.of("{foo=bar\\\"}", List.of(is("foo", "bar\""))),
        Arguments.of("tricky=~~~", List.of(matches("tricky", "~~"))),
        Arguments.of("trickier==\\\\=\\=\\\"", List.of(is("trickier", "=\\=\\=\""))),
        Arguments.of("foo=~\"\\d+\"", List.of(matches("foo", "\\d+"))),
        Arguments.of("{foo=\"line\nbreak\"}", List.of(is("foo", "line\nbreak"))));
  }

  static Stream<Arguments> inTheUtf8NotationAlone() {
    return Stream.of(
        Arguments.of(" {foo=bar}", List.of(is("foo", "bar"))),
        Arguments.of("{name-with-dashes = \"bar\"}", List.of(is("name-with-dashes", "bar"))),
        Arguments.of("☃=bar", List.of(is("☃", "bar"))),
        Arguments.of("{\"foo\"=\"bar\",}", List.of(is("foo", "bar"))),
        Arguments.of("\"some name\"=~\"a|b\"", List.of(matches("some name", "a|b"))),
        Arguments.of("{\"foo\"=\"\\xf0\\x9f\\x99\\x82\"}", List.of(is("foo", "🙂"))),
        Arguments.of("{\"foo\"=\"\\U0001f642\\u2603\"}", List.of(is("foo", "🙂☃"))),
        Arguments.of("{\"foo\"=\"\\360\\237\\231\\202\"}", List.of(is("foo", "🙂"))),
        Arguments.of("{\"foo\"=\"\\a\\b\\f\\n\\r\\t\\v\"}", List.of(is("foo", "\7\b\f\n\r\t\13"))));
  }

  /// Go reads an escape here that the classic notation takes as it stands.
  @Test
  void theClassicMeaningIsPreferredWhereTheyDiffer() {
    assertThat(Matcher.parseAll("{foo=\"bar\\t\"}")).containsExactly(is("foo", "bar\\t"));
    assertThat(Matcher.parseAll("{\"foo\"=\"bar\\t\"}")).containsExactly(is("foo", "bar\t"));
  }

  @ParameterizedTest
  @MethodSource({"inBothNotations", "inTheClassicNotationAlone", "inTheUtf8NotationAlone"})
  void meansWhatItMeansToAlertmanager(String text, List<Matcher> expected) {
    assertThat(Matcher.parseAll(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("inBothNotations")
  void theTwoNotationsAgree(String text, List<Matcher> expected) {
    assertThat(ClassicNotation.parse(text)).isEqualTo(expected);
    assertThat(Utf8Notation.parse(text)).isEqualTo(expected);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(",", "expected a label name but found ',' at position 1 of ,"),
        Arguments.of("{,}", "expected a label name but found ',' at position 2"),
        Arguments.of("foo", "expected one of = != =~ !~ but found the end at position 4"),
        Arguments.of("foo bar=baz", "expected one of = != =~ !~ but found 'b' at position 5"),
        Arguments.of("=bar", "expected a label name but found '=' at position 1"),
        Arguments.of("{{foo=", "expected a label name but found '{' at position 2"),
        Arguments.of("☃=bar}", "expected the end but found '}' at position 6"),
        Arguments.of("{☃=bar", "expected ',' or '}' but found the end at position 7"),
        Arguments.of("☃=🙂!", "expected the end but found '!'"),
        Arguments.of("job=\"value", "expected a closing '\"' but found the end at position 11"),
        Arguments.of("job=\"value\\\"", "expected a closing '\"' but found the end"),
        Arguments.of("job=value\"", "expected the end but found '\"' at position 10"),
        Arguments.of("contains_unescaped_quote = foo\"bar", "found '\"' at position 31"),
        Arguments.of("\"foo=\\\"bar\\\"\"", "expected one of = != =~ !~ but found the end"),
        Arguments.of("{\"foo\"=\"bar\\w\"}", "\\w should be an escape of Go: was \"bar\\w\""),
        Arguments.of("{\"foo\"=\"\\xf0\\x9f\"}", "a text should be UTF-8: was \"\\xf0\\x9f\""),
        Arguments.of("{\"foo\"=\"\\ud800\"}", "\\u should be followed by a character's number"),
        Arguments.of("{\"foo\"=\"\\U00110000\"}", "\\u should be followed by a character's number"),
        Arguments.of("{\"foo\"=\"\\x4\"}", "an escape should have 2 digits: was \"\\x4\""),
        Arguments.of("{\"foo\"=\"\\477\"}", "an octal escape should be at most \\377"),
        Arguments.of("{\"foo\"=\"a\nb\"}", "a line should not end inside quotes"),
        Arguments.of("\"\"=bar", "a matcher should name a label: was \"\""),
        Arguments.of("{foo=~\"invalid[regexp\"}", "a regular expression should follow RE2"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatNeitherNotationKnowsIsRefusedWithItsPlace(String text, String complaint) {
    assertThatThrownBy(() -> Matcher.parseAll(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }

  @Property
  void aMatcherIsReadBackFromWhatItIsWrittenAs(@ForAll("matchers") Matcher matcher) {
    assertThat(Matcher.parse(matcher.toString())).isEqualTo(matcher);
  }

  @Property
  void aListIsReadBackFromWhatItIsWrittenAs(@ForAll("lists") List<Matcher> matchers) {
    String written = matchers.toString();
    assertThat(Matcher.parseAll("{" + written.substring(1, written.length() - 1) + "}"))
        .isEqualTo(matchers);
  }

  @Property
  void noTextDoesAnythingButParseOrComplain(@ForAll("notation") String text) {
    try {
      assertThat(Matcher.parseAll(text)).doesNotContainNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s)a .+|an .+|\\\\.+");
    }
  }

  @Provide
  Arbitrary<Matcher> matchers() {
    Arbitrary<String> text =
        Arbitraries.of(
                "a", "Z", "_", "9", "é", "🔥", " ", "\t", "\n", "\"", "\\", "=", "~", ",", "{", "}")
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return text.filter(name -> !name.isEmpty())
        .flatMap(name ->
            text.flatMap(
                value -> Arbitraries.of(EQUAL, NOT_EQUAL).map(op -> new Matcher(name, op, value))));
  }

  @Provide
  Arbitrary<List<Matcher>> lists() {
    return matchers().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> notation() {
    return Arbitraries.of(
            "a", "b", "=", "!", "~", "\"", "\\", ",", "{", "}", " ", "x", "u", "0", "(", "☃")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static Matcher is(String name, String value) {
    return new Matcher(name, EQUAL, value);
  }

  private static Matcher isNot(String name, String value) {
    return new Matcher(name, NOT_EQUAL, value);
  }

  private static Matcher matches(String name, String value) {
    return new Matcher(name, MATCHES, value);
  }

  private static Matcher matchesNot(String name, String value) {
    return new Matcher(name, NOT_MATCHES, value);
  }
}
