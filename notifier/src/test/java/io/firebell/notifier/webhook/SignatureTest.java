package io.firebell.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```\\n(?<body>\\{.*})\\n(?<header>t=(?<seconds>[0-9]+),.*)\\n```");

  @Test
  void theExampleForReceiversIsWhatTheyGet() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "webhooks.md"));
    MatchResult example = EXAMPLE.matcher(text).results().findFirst().orElseThrow();

    assertThat(
            Signature.of(
                example.group("body").getBytes(StandardCharsets.UTF_8),
                Instant.ofEpochSecond(Long.parseLong(example.group("seconds"))),
                List.of("the-new-secret", "the-old-secret")))
        .isEqualTo(example.group("header"));
  }
}
