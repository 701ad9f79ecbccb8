package io.firebell.notifier.email;

import io.firebell.core.notify.Notification;
import io.firebell.notifier.link.Links;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.template.Filled;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.OneLine;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.template.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a mail says: in the words of the channel's template or, as far as that has none, in the
/// built-in ones.
///
/// @param html the same as HTML; empty where the template has none, since two parts of a mail
///   should say the same
public record MailText(String subject, String plain, String html) {

  public static MailText of(Notification notification, Address address, Templates templates) {
    Filled subject = templates.fill(notification, address, ChannelSettings.SUBJECT, Format.LINE);
    Filled plain = templates.fill(notification, address, ChannelSettings.PLAIN_TEXT, Format.PLAIN);
    Filled html = templates.fill(notification, address, ChannelSettings.HTML, Format.HTML);
    String remark =
        Stream.of(subject, plain, html)
            .map(Filled::remarked)
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(" "));
    Digest digest = Digest.of(notification);
    Links links = templates.links(notification, address);
    String title = subject.or(digest.title().lasting());
    return plain instanceof Filled.Text(String own) && !(html instanceof Filled.Failed)
        ? new MailText(title, remarked(own, remark), html.or(""))
        : new MailText(
            title, remarked(text(digest, links), remark), Html.of(digest, links, remark));
  }

  private static String remarked(String text, String remark) {
    return remark.isEmpty() ? text : text.stripTrailing() + "\n\n" + OneLine.of(remark) + "\n";
  }

  private static String text(Digest digest, Links links) {
    List<String> lines = new ArrayList<>(List.of(digest.title().toString(), "", digest.news()));
    if (!digest.summary().isEmpty()) {
      lines.addAll(List.of("", digest.summary()));
    }
    lines.add("");
    digest.detailLines().forEach(line -> lines.add(OneLine.of(line)));
    if (!digest.alerts().isEmpty()) {
      lines.add("");
      digest.alerts().forEach(alert -> lines.add("- " + OneLine.of(alert)));
    }
    if (digest.hidden() > 0) {
      lines.add("and " + digest.hidden() + " more");
    }
    if (!links.acknowledge().isEmpty()) {
      lines.addAll(List.of("", "Acknowledge: " + links.acknowledge()));
    }
    if (!links.resolve().isEmpty()) {
      lines.addAll(List.of("", "Resolve: " + links.resolve()));
    }
    if (!digest.acknowledge().isEmpty()) {
      lines.addAll(List.of("", "To take it: " + digest.acknowledge()));
    }
    return String.join("\n", lines) + "\n";
  }
}
