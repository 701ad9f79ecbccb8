package io.firebell.schemas.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {

  private static Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>(Rehearsal.values("paged", "text", 2, true));
    values.put("title", "Database <down>");
    values.put("summary", "");
    values.put("at", Instant.parse("2026-07-01T20:15:30Z"));
    values.put("labels", Map.of("team", "Web & Co", "a-b", "dashed"));
    values.put("runbooks", List.of("https://a.example.com", "https://b.example.com"));
    return values;
  }

  private static String filled(String source, Format format) throws TemplateException {
    return TextTemplate.of(source, format).fill(values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{ title }}                                   | Database <down>
          {{ upper title }}                             | DATABASE <DOWN>
          {{ lower (upper labels.team) }}               | web & co
          {{ labels.team }}{{ labels.nobody }}.         | Web & Co.
          {{ labels.a-b }} {{ labels.[a-b] }}           | dashed dashed
          {{ default summary "nothing said" }}          | nothing said
          {{ default labels.nobody labels.team }}       | Web & Co
          {{ truncate title 5 }}                        | Data…
          {{ truncate title 50 }}                       | Database <down>
          {{ join runbooks " and " }}                   | https://a.example.com and https://b.example.com
          {{ urlencode labels.team }}                   | Web%20%26%20Co
          {{ json labels.nobody }}{{ upper labels.nobody }} | ""
          {{ json labels }}                             | {"a-b":"dashed","team":"Web & Co"}
          {{ date at }}                                 | 2026-07-01 20:15:30 UTC
          {{ date at zone="Europe/London" }}            | 2026-07-01 21:15:30 BST
          {{ date at format="HH:mm" }}                  | 20:15
          {{ at }}                                      | 2026-07-01T20:15:30Z
          {{#if summary}}a{{else}}b{{/if}}              | b
          {{#unless summary}}a{{/unless}}               | a
          {{#if (eq labels.team "Web & Co")}}w{{/if}}   | w
          {{#if summary}}a{{else if title}}b{{/if}}     | b
          {{#each runbooks}}{{ @index }}{{#unless @last}},{{/unless}}{{/each}} | 0,1
          {{#each alerts}}{{ @index }}{{#if @first}}!{{/if}}{{#unless @last}},{{/unless}}{{/each}} | 0!,1
          {{#each alerts}}{{ @root.title }}{{#unless @last}},{{/unless}}{{/each}} | Database <down>,Database <down>
          {{#each runbooks}}{{ this }} {{ ../labels.team }};{{/each}} | https://a.example.com Web & Co;https://b.example.com Web & Co;
          {{#each labels}}{{ @key }}={{ this }} {{/each}}. | a-b=dashed team=Web & Co .
          {{#each alerts}}{{#each labels}}{{ ../../title }}{{#if @first}}!{{/if}}{{/each}}{{/each}} | Database <down>!Database <down>Database <down>!Database <down>
          {{! nobody sees this }}a                      | a
          """)
  void aTemplateSaysWhatItMeans(String source, String expected) throws TemplateException {
    Map<String, Object> values = values();
    values.put("labels", new TreeMap<>(Map.of("team", "Web & Co", "a-b", "dashed")));
    assertThat(TextTemplate.of(source, Format.PLAIN).fill(values)).isEqualTo(expected);
  }

  @Test
  void aBlockOnALineOfItsOwnLeavesNoEmptyLine() throws TemplateException {
    assertThat(filled("a\n{{#each runbooks}}\n- {{ this }}\n{{/each}}\nb", Format.PLAIN))
        .isEqualTo("a\n- https://a.example.com\n- https://b.example.com\nb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a {{ titel }}                        | 1:6: "titel" is not known (did you mean "title"?)
          {{ incident.priorty }}               | 1:4: "incident.priorty" is not known (did you mean "priority"?)
          {{ shout title }}                    | 1:4: there is no helper "shout"
          {{ uper title }}                     | 1:4: there is no helper "uper" (did you mean "upper"?)
          {{ alerts }}                         | 1:4: "alerts" should be one value: is a list
          {{ upper alerts }}                   | 1:4: upper should be given one value: is given a list
          {{ upper }}                          | 1:4: upper should be given 1 value: is given 0
          {{ date title }}                     | 1:4: date should be given a time: is given a text
          {{ date at zone="Mars/Olympus" }}    | 1:12: zone should be a time zone
          {{ date at format="JJJ" }}           | 1:12: format should be a pattern
          {{ date at zonk="UTC" }}             | 1:12: date has no option "zonk" (did you mean "zone"?)
          {{ date at zone=title }}             | 1:12: zone should be a text in quotes
          {{ join title }}                     | 1:4: join should be given a list of texts
          {{ truncate title "5" }}             | 1:4: truncate should be given a number
          {{#each title}}{{/each}}             | 1:4: #each should be given a list or labels: is given a text
          {{#each alerts}}{{ title }}{{/each}} | 1:20: "title" is not known in a loop (did you mean "../title"?)
          {{#with incident}}{{/with}}          | 1:4: a block should be one of each, if, unless: was #with
          {{#alerts}}{{/alerts}}               | 1:4: a block should be one of each, if, unless: was #alerts
          {{#if title summary}}{{/if}}         | 1:4: #if should be given one value
          {{ ../title }}                       | 1:4: "../title" goes further out than there is
          {{ title.length }}                   | 1:4: "title.length" should end before length
          {{ alerts.0 }}                       | 1:4: "alerts.0" should take one of a list
          {{ this.class }}                     | 1:4: "this.class" is not known
          {{ @index }}                         | 1:4: "@index" is not known
          {{{ title }}}                        | 1:1: should be {{ … }}, since values are always made safe
          {{& title }}                         | 1:1: should be {{ … }}, since values are always made safe
          {{> other }}                         | 1:1: a template should take in no other one
          {{^title}}a{{/title}}                | 1:1: should be {{#unless …}}
          {{#if title}}                        | 1:14: found: the end
          {{ title }                           | 1:
          {"a":{{incident.firing}}}}           | put a space between }} and the next bracket
          {{=<% %>=}}                          | 1:1: should be {{ … }}
          {{{{raw}}}}{{{{/raw}}}}              | 1:1: should be {{ … }}
          {{#*inline "a"}}{{/inline}}          | 1:
          {{ lookup labels "class" }}          | 1:4: there is no helper "lookup"
          {{ log title }}                      | 1:4: there is no helper "log"
          """)
  void aMistakeIsToldWithItsPlace(String source, String complaint) {
    assertThatThrownBy(() -> TextTemplate.of(source, Format.PLAIN))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void everyMistakeIsTold() {
    assertThatThrownBy(
            () -> TextTemplate.of("{{ a1 }}\n  {{ b1 }}{{#if c1}}{{ d1 }}{{/if}}", Format.PLAIN))
        .isInstanceOfSatisfying(
            TemplateException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.line() + ":" + problem.column())
                    .containsExactly("1:4", "2:6", "2:17", "2:24"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PLAIN  | Database <down>
          LINE   | Database <down>
          HTML   | Database &lt;down&gt;
          MRKDWN | Database &lt;down&gt;
          FORM   | a=Database+%3Cdown%3E
          JSON   | "Database <down>"
          """)
  void eachFormatHasItsOwnEscapes(Format format, String expected) throws TemplateException {
    String source =
        switch (format) {
          case JSON -> "\"{{ title }}\"";
          case FORM -> "a={{ title }}";
          case PLAIN, LINE, HTML, MRKDWN -> "{{ title }}";
        };
    assertThat(filled(source, format)).isEqualTo(expected);
  }

  @Test
  void jsonIsWrittenAsItIsInJsonAlone() throws TemplateException {
    assertThat(filled("{ \"a\": {{ json labels.team }} }", Format.JSON))
        .isEqualTo("{ \"a\": \"Web & Co\" }");
    assertThat(filled("{{ json labels.team }}", Format.HTML)).isEqualTo("&quot;Web &amp; Co&quot;");
  }

  @Test
  void noValueMakesAMentionOfAnOpenBracket() throws TemplateException {
    Map<String, Object> values = values();
    values.put("title", "!channel");
    values.put("summary", "https://example.com/a?b&c");
    assertThat(
            TextTemplate.of(
                    "<{{ title }}> < {{ title }}|x> <!here> {{ title }} <{{ summary }}|y>",
                    Format.MRKDWN)
                .fill(values))
        .isEqualTo(
            "&lt;!channel> &lt; !channel|x> <!here> !channel <https://example.com/a?b&amp;c|y>");
  }

  @Test
  void aLineIsOneLine() throws TemplateException {
    Map<String, Object> values = values();
    values.put("title", "a\r\nBcc: everybody\u2028b\u202e");
    assertThat(TextTemplate.of("x {{ title }}\ny", Format.LINE).fill(values))
        .isEqualTo("x a  Bcc: everybody b  y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ {{ title }} }", "{ \"a\": 1 } x", "", "{ \"a\": 1, \"a\": 2 }"})
  void whatIsNoJsonIsRefused(String source) {
    assertThatThrownBy(() -> filled(source + " ", Format.JSON))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("should be JSON");
  }

  @Test
  void aFormMayBeWrittenOnSeveralLines() throws TemplateException {
    assertThat(filled("To=%2B44123&\n  Body={{ title }}\n", Format.FORM))
        .isEqualTo("To=%2B44123&Body=Database+%3Cdown%3E");
  }

  @Test
  void loopsInLoopsComeToAnEnd() throws TemplateException {
    String source =
        "{{#each alerts}}"
            + "{{#each ../alerts}}"
            + "{{#each ../../alerts}}{{#each ../../../alerts}}x{{/each}}{{/each}}{{/each}}{{/each}}";
    TextTemplate template = TextTemplate.of(source, Format.PLAIN);
    Map<String, Object> values = values();
    values.put("alerts", Rehearsal.values("paged", "text", 200, true).getOrDefault("alerts", ""));

    assertThatThrownBy(() -> template.fill(values))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("should come to an end");
  }

  @Test
  void whatComesOutIsOfBoundedLength() throws TemplateException {
    TextTemplate template = TextTemplate.of("{{ title }}".repeat(20), Format.PLAIN);
    Map<String, Object> values = values();
    values.put("title", "x".repeat(50_000));

    assertThatThrownBy(() -> template.fill(values))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("should make at most 262144 characters");
  }

  @Test
  void aTemplateThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> TextTemplate.of("x".repeat(40_000), Format.PLAIN))
        .hasMessageContaining("should be at most 32768 characters: has 40000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#if title}}",
        "{{#each alerts}}",
        "{{else}}",
        "{{^}}",
        "{{{{raw}}}}",
        "{{~#if a}}"
      })
  void aTemplateThatNestsWithoutEndIsRefusedBeforeItIsParsed(String block) {
    assertThatThrownBy(() -> TextTemplate.of(block.repeat(1500), Format.PLAIN))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("should have at most 100 blocks and as many cases: has more");
  }

  @Test
  void parenthesesWithoutEndAreRefusedToo() {
    assertThatThrownBy(() ->
            TextTemplate.of(
                "\n {{ upper " + "(upper ".repeat(3000) + "title" + ")".repeat(3000) + " }}",
                Format.PLAIN))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("2:")
        .hasMessageContaining("should nest parentheses less deep");
  }

  @Test
  void asManyBlocksAsAreAllowedCanBeRead() throws TemplateException {
    String source = "{{#if title}}".repeat(100) + "x" + "{{/if}}".repeat(100);
    assertThat(filled(source, Format.PLAIN)).isEqualTo("x");
  }

  @Test
  void noHelperHidesAName() {
    assertThat(Vocabulary.root().names()).doesNotContainKeys(Helper.words().toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aRehearsalFindsWhatWouldFail(Format format) throws TemplateException {
    String source =
        switch (format) {
          case JSON -> "[{{#each alerts}}\"{{ name }}\",{{/each}} 0]";
          case FORM -> "a={{ title }}";
          case PLAIN, LINE, HTML, MRKDWN -> "{{ title }}";
        };
    Rehearsal.of(TextTemplate.of(source, format), List.of("opened", "maintenance"));
  }

  @Test
  void aRehearsalFindsACommaTooMany() throws TemplateException {
    TextTemplate template =
        TextTemplate.of("[{{#each alerts}}\"{{ name }}\",{{/each}}]", Format.JSON);

    assertThatThrownBy(() -> Rehearsal.of(template, List.of("opened")))
        .hasMessageContaining("should be JSON");
  }
}
