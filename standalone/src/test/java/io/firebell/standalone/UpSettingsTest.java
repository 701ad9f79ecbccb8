package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.ingest.Quotas;
import io.firebell.notifier.http.Reach;
import io.firebell.schemas.Topics;
import io.firebell.standalone.http.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpSettingsTest {

  private static UpSettings reachedAt(String externalUrl) {
    return new UpSettings(
        Path.of("data"),
        new HostPort("127.0.0.1", 0),
        "",
        externalUrl,
        null,
        0,
        null,
        0,
        null,
        Map.of(),
        Quotas.UNSAID,
        Reach.EVERYWHERE,
        Duration.ZERO,
        Topics.DEFAULT_PREFIX,
        null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "https://firebell.example.com", "http://10.0.0.1:8080", "https://x.io/a/b"})
  void anExternalUrlIsWhatLinksBeginWith(String url) {
    assertThat(reachedAt(url).externalUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "firebell.example.com",
        "https://firebell.example.com/",
        "https://user:secret@firebell.example.com",
        "https://x.io/a?b=c",
        "ftp://x.io",
        "https://"
      })
  void whatALinkCannotBeginWithIsRefused(String url) {
    assertThatThrownBy(() -> reachedAt(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an external URL should look like https://firebell.example.com");
  }
}
