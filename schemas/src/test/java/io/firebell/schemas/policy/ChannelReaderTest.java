package io.firebell.schemas.policy;

import static io.firebell.schemas.policy.PolicyReaderTest.COMPLETE;
import static io.firebell.schemas.policy.PolicyReaderTest.SHORTEST;
import static io.firebell.schemas.policy.PolicyReaderTest.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Contact;
import io.firebell.core.policy.Policy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The ways to channels and people that a policy names, with what is needed to go them.
class ChannelReaderTest {

  @Test
  void contactsKeepTheOrderOfTheText() {
    assertThat(COMPLETE.user("alice").orElseThrow().contacts())
        .containsExactly(
            new Contact(ChannelType.SLACK, "U024BE7LH"),
            new Contact(ChannelType.EMAIL, "alice@example.com"),
            new Contact(ChannelType.PAGERDUTY, "${env:ALICE_KEY}"));
    assertThat(COMPLETE.user("bob").orElseThrow().contacts())
        .extracting(Contact::type)
        .containsExactly(ChannelType.EMAIL, ChannelType.SLACK);
  }

  @Test
  void channelsHaveTheSettingsOfTheirProviderAndTheUsualOnes() {
    assertThat(settings(Recipient.channel(ChannelType.SLACK, "incidents-slack")))
        .isEqualTo(
            Map.of(
                "channel", "#incidents",
                "token", "${env:SLACK_TOKEN}",
                "signingSecret", "${env:SLACK_SIGNING_SECRET}",
                "previousSigningSecret", "${env:OLD_SLACK_SIGNING_SECRET}",
                "api", "https://slack.com/api/"));
    assertThat(settings(Recipient.channel(ChannelType.SLACK, "other-slack")))
        .containsAllEntriesOf(
            Map.of(
                "channel", "C024BE91L",
                "token", "${env:OTHER_TOKEN}",
                "appToken", "${env:OTHER_APP_TOKEN}",
                "signingSecret", "${env:SLACK_SIGNING_SECRET}",
                "previousSigningSecret", "${env:OLD_SLACK_SIGNING_SECRET}",
                "api", "http://127.0.0.1:9000/"));
    assertThat(settings(Recipient.channel(ChannelType.EMAIL, "ops-email")))
        .isEqualTo(
            Map.of(
                "to", "ops@example.com,noc@example.com",
                "from", "firebell@example.com",
                "host", "smtp.example.com",
                "port", "587",
                "tls", "starttls",
                "username", "firebell",
                "password", "${file:/run/secrets/smtp}"));
    assertThat(settings(Recipient.channel(ChannelType.EMAIL, "audit-email")))
        .containsEntry("port", "2525")
        .containsEntry("tls", "tls")
        .containsEntry("host", "mail.internal");
    assertThat(settings(Recipient.channel(ChannelType.PAGERDUTY, "pagerduty")))
        .isEqualTo(
            Map.of(
                "routingKey", "${file:/run/secrets/pagerduty}",
                "webhookSecret", "${env:PAGERDUTY_WEBHOOK_SECRET}",
                "previousWebhookSecret", "${env:OLD_PAGERDUTY_WEBHOOK_SECRET}",
                "api", "https://events.eu.pagerduty.com"));
    assertThat(settings(Recipient.channel(ChannelType.WEBHOOK, "status-page")))
        .isEqualTo(
            Map.of(
                "url", "https://status.example.com/hook",
                "secret", "${env:STATUS_SECRET}",
                "previousSecret", "${env:OLD_WEBHOOK_SECRET}",
                "headers.x-source", "firebell"));
    assertThat(settings(Recipient.channel(ChannelType.WEBHOOK, "keyed")))
        .containsEntry("headers.x-source", "firebell")
        .containsEntry("headers.x-api-key", "${file:/run/secrets/key}")
        .containsEntry("headers.authorization", "GenieKey ${env:GENIE_KEY}");
    assertThat(settings(Recipient.channel(ChannelType.TERMINAL, "screen"))).isEmpty();
  }

  @Test
  void contactsHaveTheSettingsOfTheirProvider() {
    assertThat(settings(Recipient.user(ChannelType.SLACK, "alice")))
        .isEqualTo(
            Map.of(
                "channel", "U024BE7LH",
                "token", "${env:SLACK_TOKEN}",
                "signingSecret", "${env:SLACK_SIGNING_SECRET}",
                "previousSigningSecret", "${env:OLD_SLACK_SIGNING_SECRET}",
                "api", "https://slack.com/api/"));
    assertThat(settings(Recipient.user(ChannelType.EMAIL, "cto")))
        .containsEntry("to", "${env:CTO_ADDRESS}")
        .containsEntry("host", "smtp.example.com")
        .containsEntry("port", "587");
    assertThat(settings(Recipient.user(ChannelType.PAGERDUTY, "alice")))
        .containsEntry("routingKey", "${env:ALICE_KEY}")
        .containsEntry("api", "https://events.pagerduty.com");
    assertThat(settings(Recipient.user(ChannelType.WEBHOOK, "lead")))
        .containsEntry("url", "https://example.com/lead")
        .containsEntry("secret", "${env:WEBHOOK_SECRET}");
  }

  @Test
  void recipientsThatThePolicyNoLongerKnowsHaveNoSettings() {
    assertThat(ChannelSettings.of(COMPLETE, Recipient.channel(ChannelType.SLACK, "gone")))
        .isEmpty();
    assertThat(ChannelSettings.of(COMPLETE, Recipient.channel(ChannelType.EMAIL, "screen")))
        .isEmpty();
    assertThat(ChannelSettings.of(COMPLETE, Recipient.user(ChannelType.EMAIL, "gone"))).isEmpty();
    assertThat(ChannelSettings.of(COMPLETE, Recipient.user(ChannelType.SLACK, "cto"))).isEmpty();
  }

  @Test
  void thePortIsWhatIsUsualForTheSecurityOfTheConnection() {
    for (var usual : Map.of("tls", "465", "none", "25", "starttls", "587").entrySet()) {
      String mail =
          """
          providers: { email: { from: a@b.c, host: h, tls: %s } }
          channels: { mail: { email: { to: a@b.c } } }
          """
              .formatted(usual.getKey());
      Policy policy = policy(Overlay.on(SHORTEST, mail));
      assertThat(policy.channel("mail").orElseThrow().settings())
          .containsEntry("port", usual.getValue());
      assertThat(policy.providers().get(ChannelType.EMAIL)).containsEntry("port", usual.getValue());
    }
  }

  @Test
  void channelsHearTheEndUnlessToldOtherwise() {
    assertThat(COMPLETE.channel("incidents-slack").orElseThrow().sendResolved()).isFalse();
    assertThat(COMPLETE.channel("screen").orElseThrow().sendResolved()).isTrue();
  }

  private static Map<String, String> settings(Recipient recipient) {
    return ChannelSettings.of(COMPLETE, recipient).orElseThrow();
  }
}
