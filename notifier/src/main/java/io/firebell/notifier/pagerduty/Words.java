package io.firebell.notifier.pagerduty;

import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.template.Filled;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Digest;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.template.Format;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a trigger says in the words of the channel's template.
///
/// @param summary what PagerDuty shows and speaks, at most 1,024 characters; what is built in where
///   the template has none
/// @param message a detail more; empty where the template has none
/// @param remark what is to be told of a template that failed; empty when none did
record Words(String summary, String message, String remark) {

  private static final int SUMMARY_LIMIT = 1024;
  private static final int MESSAGE_LIMIT = 10_000;
  private static final int REMARK_LIMIT = 1000;

  Words {
    summary = Cut.to(SUMMARY_LIMIT, summary);
    message = Cut.to(MESSAGE_LIMIT, message);
    remark = Cut.to(REMARK_LIMIT, remark);
  }

  static Words of(Notification notification, Address address, Templates templates) {
    Filled subject = templates.fill(notification, address, ChannelSettings.SUBJECT, Format.LINE);
    Filled text = templates.fill(notification, address, ChannelSettings.PLAIN_TEXT, Format.PLAIN);
    String summary = subject.or("");
    return new Words(
        summary.isBlank() ? Digest.of(notification).title().toString() : summary,
        text.or("").strip(),
        Stream.of(subject, text)
            .map(Filled::remarked)
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(" ")));
  }
}
