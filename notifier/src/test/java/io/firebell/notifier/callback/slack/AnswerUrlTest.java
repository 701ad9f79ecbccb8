package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where an answer may go: the URL comes from outside.
class AnswerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://slack.com/api/, https://hooks.slack.com/actions/T1/2/3, true",
    "https://slack.com/api/, https://hooks.slack.com:443/actions/T1/2/3, true",
    "https://slack-gov.com/api/, https://hooks.slack-gov.com/actions/T1/2/3, true",
    "https://slack.com/api/, http://hooks.slack.com/actions/T1/2/3, false",
    "https://slack.com/api/, https://hooks.slack.com:8443/actions/T1/2/3, false",
    "https://slack.com/api/, https://hooks.slack.com.example.com/actions, false",
    "https://slack.com/api/, https://hooks.slack.com@example.com/actions, false",
    "https://slack.com/api/, https://hooks.slack-gov.com/actions/T1/2/3, false",
    "https://slack.com/api/, https://slack.com/actions/T1/2/3, false",
    "https://slack.com/api/, http://169.254.169.254/latest/meta-data, false",
    "https://slack.com/api/, file:///etc/passwd, false",
    "https://slack.com/api/, 'https://hooks.slack.com /', false",
    "https://slack.com/api/, '', false",
    "http://127.0.0.1:9000/api/, http://127.0.0.1:9000/actions, true",
    "http://127.0.0.1:9000/api/, http://127.0.0.1:9001/actions, false",
    "http://127.0.0.1:9000/api/, https://127.0.0.1:9000/actions, false",
    "http://127.0.0.1:9000/api/, https://hooks.slack.com/actions, false"
  })
  void anAnswerGoesWhereSlackHasSuchUrls(String api, String url, boolean allowed) {
    List<SlackApp> apps = List.of(new SlackApp(api, "", List.of()));
    assertThat(AnswerUrl.isSlacks(apps, url)).isEqualTo(allowed);
  }
}
