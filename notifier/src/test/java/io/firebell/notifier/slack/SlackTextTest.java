package io.firebell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlackTextTest {

  @Test
  void whatSlackWouldUnderstandIsEscaped() {
    assertThat(SlackText.fitting(100, "<!channel> & more"))
        .isEqualTo("&lt;!channel&gt; &amp; more");
  }

  @Test
  void urlsBecomeLinksAndNothingElseDoes() {
    assertThat(SlackText.linked(200, "see https://wiki/runbooks?a=1&b=2. @here"))
        .isEqualTo("see <https://wiki/runbooks?a=1&amp;b=2>. @here");
    assertThat(SlackText.linked(200, "(http://a.example) and https://b"))
        .isEqualTo("(<http://a.example>) and <https://b>");
    assertThat(SlackText.linked(200, "<https://e.org|x> <!channel|https://x>"))
        .isEqualTo("&lt;<https://e.org>|x&gt; &lt;!channel|<https://x>&gt;");
    assertThat(SlackText.linked(200, "https:// httpss://a")).isEqualTo("https:// httpss://a");
  }

  @Property
  void aCutTextWithLinksFits(
      @ForAll @IntRange(min = 0, max = 30) int urls,
      @ForAll @IntRange(min = 40, max = 400) int limit) {
    assertThat(SlackText.linked(limit, "https://a.example/& ".repeat(urls)).length())
        .isLessThanOrEqualTo(limit);
  }

  @Property
  void aCutTextFitsAndHasNoHalfEscape(
      @ForAll @Chars({'&', '<', '>', '\u00e9'}) @CharRange(from = 'a', to = 'c') String text,
      @ForAll @IntRange(min = 1, max = 40) int limit) {
    String fitted = SlackText.fitting(limit, text);

    assertThat(fitted.length()).isLessThanOrEqualTo(limit);
    assertThat(fitted.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&", "<", ">");
  }
}
