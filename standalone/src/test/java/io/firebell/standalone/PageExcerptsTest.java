package io.firebell.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class PageExcerptsTest {

  @Test
  void theFirstNotificationIsShownInFullAndLaterOnesByTheirFirstTwoLines() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(new PageExcerpts(shown), true, UTF_8);

    terminal.println("12:00 [P1] Down\n  Page: step 1\n  größer\n  Status: Triggered");
    terminal.println("12:01 [P1] Down\n  Page: step 2\n  größer\n  Status: Triggered");

    assertThat(shown.toString(UTF_8).lines())
        .containsExactly(
            "         │ 12:00 [P1] Down",
            "         │   Page: step 1",
            "         │   größer",
            "         │   Status: Triggered",
            "         │ 12:01 [P1] Down",
            "         │   Page: step 2");
  }
}
