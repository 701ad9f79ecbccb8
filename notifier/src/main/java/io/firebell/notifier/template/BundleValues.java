package io.firebell.notifier.template;

import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.Roundup;
import io.firebell.notifier.text.TenantUrl;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.TemplateKeys;
import io.firebell.schemas.template.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Several notifications as the values of the [Vocabulary]: a template that says title and news
/// says how many there are, and a line for each.
final class BundleValues {

  private BundleValues() {}

  /// @param externalUrl where people reach this Firebell; may be empty
  static Map<String, Object> of(Bundle bundle, String externalUrl) {
    List<Notification> all = bundle.notifications();
    Notification first = all.getFirst();
    String tenant = first.subject().tenant();
    Roundup roundup = Roundup.of(all);
    Map<String, Object> values = Vocabulary.nothing();
    values.put("event", ChannelSettings.BUNDLE);
    values.put("title", roundup.title());
    values.put("topic", roundup.title());
    values.put(
        "news", roundup.lines().stream().map(Roundup.Line::text).collect(Collectors.joining("\n")));
    values.put("at", first.at());
    values.put("count", all.size());
    values.put("bundle", all.stream().map(BundleValues::told).toList());
    values.put(
        "recipient", Map.of("name", first.recipient().name(), "user", first.recipient().isUser()));
    values.put(
        "links",
        Map.of("firebell", TenantUrl.of(tenant, externalUrl), "acknowledge", "", "resolve", ""));
    values.put("tenant", tenant);
    values.put("policyVersion", first.subject().policyVersion());
    values.put("notification", first.id());
    return values;
  }

  private static Map<String, Object> told(Notification notification) {
    Digest digest = Digest.of(notification);
    return Map.of(
        "event", TemplateKeys.of(notification),
        "title", digest.title().toString(),
        "news", digest.news(),
        "id", notification.subject().id(),
        "acknowledge", digest.acknowledge());
  }
}
