package io.firebell.schemas.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever a label holds, it comes out as that text and as nothing else.
class EscapingPropertyTest {

  private static Map<String, Object> values(String label) {
    Map<String, Object> values = new HashMap<>(Rehearsal.values("paged", "x", 1, true));
    values.put("labels", Map.of("hostile", label));
    return values;
  }

  private static String filled(String source, Format format, String label) {
    try {
      return TextTemplate.of(source, format).fill(values(label));
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\"",
            "\\",
            "'",
            "<script>",
            "</p>",
            "&amp;",
            "&",
            "=",
            "%26",
            "+",
            "{{ title }}",
            "}}",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u001b[31m",
            "\u2028",
            "\u202e",
            "😀",
            "<!channel>",
            "!here",
            "@U024BE7LH",
            "#C024BE91L",
            "\u0001",
            "`",
            "--",
            "]]>",
            "${env:HOME}",
            " ");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(8))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts))
        .filter(EscapingPropertyTest::isWholeText);
  }

  /// No half of a surrogate pair, which no text from outside can have: it comes as UTF-8.
  private static boolean isWholeText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Property
  void jsonHasTheTextInIts(@ForAll("hostile") String label) throws JsonProcessingException {
    String json =
        filled(
            "{ \"a\": \"{{ labels.hostile }}\", \"b\": {{ json labels.hostile }} }",
            Format.JSON,
            label);
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("a").textValue()).isEqualTo(label);
    assertThat(read.get("b").textValue()).isEqualTo(label);
    assertThat(read.size()).isEqualTo(2);
  }

  @Property
  void aFormHasTheTextInIts(@ForAll("hostile") String label) {
    String[] pairs = filled("a={{ labels.hostile }}&b=1", Format.FORM, label).split("&", -1);
    assertThat(pairs).hasSize(2);
    assertThat(URLDecoder.decode(pairs[0].substring(2), StandardCharsets.UTF_8)).isEqualTo(label);
  }

  @Property
  void htmlHasNoTagOrAttributeOfTheTexts(@ForAll("hostile") String label) {
    String html =
        filled("<p title=\"{{ labels.hostile }}\">{{ labels.hostile }}</p>", Format.HTML, label);
    String inner = html.substring("<p title=\"".length(), html.length() - "</p>".length());
    String attribute = inner.substring(0, inner.indexOf("\">"));
    String text = inner.substring(inner.indexOf("\">") + 2);
    assertThat(attribute).isEqualTo(text).doesNotContain("<", ">", "\"", "'", "=", "`");
  }

  @Property
  void slackIsToldOfNoMentionAndNoLinkByTheText(@ForAll("hostile") String label) {
    String text =
        filled(
            "{{ labels.hostile }}<{{ labels.hostile }}|a><{{ labels.none }}{{ labels.hostile }}|b>",
            Format.MRKDWN,
            label);
    assertThat(text).doesNotContain("\u0001").doesNotContainPattern("<\\s*[!@#]");
    // The brackets of the template are all that there are, unless they would make a mention.
    assertThat(text.chars().filter(c -> c == '>')).hasSize(2);
    assertThat(text.chars().filter(c -> c == '<')).hasSizeLessThanOrEqualTo(2);
    assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
  }

  @Property
  void aLineStaysOne(@ForAll("hostile") String label) {
    assertThat(filled("a {{ labels.hostile }}", Format.LINE, label).lines()).hasSizeLessThan(2);
  }

  @Property
  void whatLooksLikeATemplateIsNotTakenForOne(@ForAll("hostile") String label) {
    assertThat(filled("{{ labels.hostile }}", Format.PLAIN, label + "{{ title }}"))
        .endsWith("{{ title }}");
  }
}
