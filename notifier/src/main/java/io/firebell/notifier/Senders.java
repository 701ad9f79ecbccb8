package io.firebell.notifier;

import io.firebell.core.policy.Policy;
import io.firebell.notifier.canary.CanaryEnd;
import io.firebell.notifier.canary.CanarySink;
import io.firebell.notifier.email.EmailSender;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.pagerduty.PagerDutySender;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.slack.SlackSender;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.terminal.TerminalSender;
import io.firebell.notifier.webhook.WebhookSender;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/// The channels that there are.
public final class Senders {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private Senders() {}

  /// A sender for each type of channel, with the usual time limits.
  ///
  /// @param externalUrl where people reach this Firebell; may be empty
  /// @param reach where webhooks, Slack, PagerDuty and mail servers may be found
  /// @param policies the current policy of a tenant
  /// @param terminal where the terminal channel prints
  /// @param meters where failures of templates are counted
  /// @param canaryEnd where the notifications of Firebell's own alerts go; closed by whoever made
  ///   it
  public static List<Sender> all(
      String externalUrl,
      Reach reach,
      Function<String, Policy> policies,
      PrintStream terminal,
      MeterRegistry meters,
      CanaryEnd canaryEnd,
      InstantSource clock) {
    Templates templates = new Templates(externalUrl, policies, meters);
    return List.of(
        new SlackSender(
            CONNECT_WITHIN, ANSWER_WITHIN, reach, policies, templates, externalUrl, clock),
        new EmailSender(
            CONNECT_WITHIN,
            ANSWER_WITHIN,
            reach,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            templates),
        new PagerDutySender(
            new JsonPost(CONNECT_WITHIN, ANSWER_WITHIN, reach, clock), templates, externalUrl),
        new CanarySink(webhook(externalUrl, reach, policies, templates, clock), canaryEnd),
        new CanarySink(new TerminalSender(terminal, ZoneId.systemDefault(), templates), canaryEnd));
  }

  /// Posts to a URL that may be anywhere, with the usual time limits.
  public static Sender webhooks(
      Function<String, Policy> policies, MeterRegistry meters, InstantSource clock) {
    return webhook("", Reach.EVERYWHERE, policies, new Templates("", policies, meters), clock);
  }

  private static Sender webhook(
      String externalUrl,
      Reach reach,
      Function<String, Policy> policies,
      Templates templates,
      InstantSource clock) {
    return new WebhookSender(
        new JsonPost(CONNECT_WITHIN, ANSWER_WITHIN, reach, clock),
        policies,
        templates,
        externalUrl,
        clock);
  }
}
