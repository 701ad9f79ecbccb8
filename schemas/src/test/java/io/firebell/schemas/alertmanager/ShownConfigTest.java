package io.firebell.schemas.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownConfigTest {

  private static final String CONFIGURATION =
      """
      global:
        resolve_timeout: 5m
        slack_api_url: https://hooks.slack.com/services/T0/B0/s3cret1
        smtp_smarthost: mail.example.com:587
        smtp_from: am@example.com
        smtp_auth_username: am
        smtp_auth_password: s3cret2
      route:
        receiver: everybody # who else
        group_by: [alertname]
        routes:
          - matchers: [severity="critical", 'team=~"a|b"']
            receiver: 'Team A / night'
            continue: true
      receivers:
        - name: everybody
          slack_configs: [{ channel: '#alerts', send_resolved: false, title_link: https://example.com/ }]
          email_configs: [{ to: a@example.com, auth_password: s3cret3 }]
        - name: 'Team A / night'
          pagerduty_configs: [{ routing_key: s3cret4s3cret4s3cret4s3cret4abcd }]
          webhook_configs:
            - url: http://127.0.0.1/hook?token=s3cret5
              http_config: { basic_auth: { username: u, password: s3cret6 } }
            - { url: http://127.0.0.1/a, http_config: { authorization: { credentials: s3cret7 } } }
          slack_configs: [{ channel: x, api_url: https://slack.example.com/s3cret8 }]
      """;

  private static final ShownConfig SHOWN = ShownConfig.of(CONFIGURATION);

  @Test
  void aConfigurationIsShownWithoutItsSecrets() {
    assertThat(SHOWN.original())
        .doesNotContain("s3cret")
        .contains(
            "slack_api_url: <secret>", "routing_key: <secret>", "url: http://127.0.0.1/<secret>");
  }

  @Test
  void whatIsNoSecretIsShownAsItIs() {
    assertThat(SHOWN.original())
        .contains(
            "resolve_timeout: 5m",
            "smtp_smarthost: mail.example.com:587",
            "send_resolved: false",
            "continue: true",
            "title_link: https://example.com/",
            "to: a@example.com");
  }

  @Test
  void theReceiversHaveTheirOwnNames() {
    assertThat(SHOWN.receivers()).containsExactly("everybody", "Team A / night");
  }

  @Test
  void whatIsShownRoutesAlertsAsTheConfigurationDoes() {
    assertThat(policy(SHOWN.original()).routing().root())
        .isEqualTo(policy(CONFIGURATION).routing().root());
  }

  @Test
  void aPolicyIsShownAsItsRoutesAndPlans() {
    Policy policy = policy(CONFIGURATION);
    ShownConfig shown = ShownConfig.of(policy);
    assertThat(shown.receivers()).containsExactly("Team-A-night", "everybody");
    assertThat(policy(shown.original()).routing().root()).isEqualTo(policy.routing().root());
  }

  @Test
  void aLoginInAUrlIsMaskedWhereverItStands() {
    assertThat(ShownConfig.of("global: { opsgenie_api_url: 'https://me:s3cret@example.com/' }"))
        .extracting(ShownConfig::original)
        .asString()
        .doesNotContain("s3cret");
  }

  /// The policy of a configuration, masks being a text that can stand for any secret.
  private static Policy policy(String configuration) {
    String legal = configuration.replace("<secret>", "https://example.com/abcdefabcdef");
    Conversion converted =
        AlertmanagerConfig.convert(legal, Path.of("/"), SecretStyle.CONFIGURATION);
    assertThat(converted).isInstanceOf(Conversion.Converted.class);
    String policy = ((Conversion.Converted) converted).policy();
    return ((PolicyReading.Accepted) PolicyReader.read(policy, 1)).policy();
  }
}
