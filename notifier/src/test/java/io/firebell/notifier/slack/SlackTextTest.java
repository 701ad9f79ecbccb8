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

  @Property
  void aCutTextFitsAndHasNoHalfEscape(
      @ForAll @Chars({'&', '<', '>', '\u00e9'}) @CharRange(from = 'a', to = 'c') String text,
      @ForAll @IntRange(min = 1, max = 40) int limit) {
    String fitted = SlackText.fitting(limit, text);

    assertThat(fitted.length()).isLessThanOrEqualTo(limit);
    assertThat(fitted.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&", "<", ">");
  }
}
