package io.firebell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SectionsTest {

  @Test
  void whatFitsIsOneSection() {
    assertThat(Sections.of("\n*a*\n b \n")).containsExactly("*a*\n b");
    assertThat(Sections.of("x".repeat(3000))).containsExactly("x".repeat(3000));
    assertThat(Sections.of(" \n ")).isEmpty();
  }

  @Test
  void aLongTextIsSplitBetweenItsLines() {
    String line = "x".repeat(999);

    assertThat(Sections.of(String.join("\n", line, line, line, line)))
        .containsExactly(line + "\n" + line, line + "\n" + line);
  }

  @Test
  void aLinkIsNotSplit() {
    String before = "x".repeat(2930);

    assertThat(Sections.of(before + "<https://example.com/long|a link>" + "y".repeat(100)))
        .containsExactly(before, "<https://example.com/long|a link>" + "y".repeat(100));
  }

  @Test
  void codeGoesOnAsCode() {
    String code = "x\n".repeat(2000);

    assertThat(Sections.of("```\n" + code + "```"))
        .hasSize(2)
        .allMatch(section -> section.startsWith("```\n") && section.endsWith("\n```"));
  }

  @Test
  void whatDoesNotFitIsCounted() {
    List<String> sections = Sections.of("x".repeat(10_000));

    assertThat(sections).hasSize(3);
    assertThat(sections.getLast())
        .endsWith("x\n_…%d more characters are left out._".formatted(10_000 - 3 * 2940));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "&amp;",
            "&lt;",
            "&gt;",
            "<https://example.com|x>",
            "```",
            "`",
            "\n",
            " ",
            "ab",
            "😀",
            "é")
        .list()
        .ofMaxSize(4000)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void everySectionFitsAndNoneEndsInTheMiddleOfSomething(@ForAll("texts") String text) {
    List<String> sections = Sections.of(text);

    assertThat(sections).hasSizeLessThanOrEqualTo(3);
    assertThat(sections)
        .allSatisfy(section -> {
          assertThat(section).isNotBlank().hasSizeLessThanOrEqualTo(3000);
          assertThat(section.replaceAll("&(amp|lt|gt);|<https://example.com\\|x>", ""))
              .doesNotContain("&", "<", ">");
          assertThat(section.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
              .isEmpty();
        });
    if (text.length() < 5000) {
      assertThat(String.join("", sections).replaceAll("[\\s`]", ""))
          .isEqualTo(text.replaceAll("[\\s`]", ""));
    }
  }
}
