package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Reads the section `receivers`.
final class ReceiverReader {

  private static final String SEND_RESOLVED = "send_resolved";

  private static final String[] OTHERS = {
    "discord_configs",
    "incidentio_configs",
    "jira_configs",
    "mattermost_configs",
    "msteams_configs",
    "msteamsv2_configs",
    "opsgenie_configs",
    "pushover_configs",
    "rocketchat_configs",
    "sns_configs",
    "telegram_configs",
    "victorops_configs",
    "webex_configs",
    "wechat_configs"
  };

  private static final Keys KEYS =
      Keys.reading("name", "email_configs", "pagerduty_configs", "slack_configs", "webhook_configs")
          .refusing(
              "cannot be honoured: Firebell has no such channel. A webhook_configs entry reaches a"
                  + " bridge to it",
              OTHERS);

  private final List<Integration> integrations;
  private final LegalNames channelNames = LegalNames.none();

  ReceiverReader(Globals globals, Secrets secrets) {
    integrations =
        List.of(
            new WebhookIntegration(globals, secrets),
            new SlackIntegration(globals, secrets),
            new PagerDutyIntegration(globals, secrets),
            new EmailIntegration(globals, secrets));
  }

  /// In the order of the text.
  List<Receiver> read(List<Value> items) {
    SequencedMap<String, Section> sections = new LinkedHashMap<>();
    for (Value item : items) {
      item.section(KEYS)
          .ifPresent(section -> {
            String name = section.text("name").orElse("");
            if (name.isEmpty()) {
              item.refuse("should have a name: has none");
            } else if (name.contains("${")) {
              section.get("name").ifPresent(odd -> odd.refuse("should not have ${ in it: has"));
            } else if (sections.putIfAbsent(name, section) != null) {
              section
                  .get("name")
                  .ifPresent(again -> again.refuse("should be there once: is before"));
            }
          });
    }
    LegalNames plans = LegalNames.of(List.copyOf(sections.keySet()));
    List<Receiver> receivers = new ArrayList<>();
    sections.forEach((name, section) -> receivers.add(receiver(name, plans.of(name), section)));
    return receivers;
  }

  /// An entry of one of a receiver's lists.
  private record Entry(Integration integration, int index, Section section) {}

  private Receiver receiver(String name, String plan, Section section) {
    List<Entry> entries = new ArrayList<>();
    for (Integration integration : integrations) {
      int index = 0;
      for (Value item : section.items(integration.key())) {
        int at = index++;
        item.section(integration.keys())
            .ifPresent(entry -> entries.add(new Entry(integration, at, entry)));
      }
    }
    List<ChannelDraft> channels = new ArrayList<>();
    for (Entry entry : entries) {
      String type = entry.integration.type().wireName();
      String channel = channelNames.unique(entries.size() == 1 ? plan : plan + "-" + type);
      channels.add(channel(name, plan, channel, entry));
    }
    return new Receiver(name, plan, channels);
  }

  private static ChannelDraft channel(String receiver, String plan, String channel, Entry entry) {
    Integration integration = entry.integration;
    String place = "receivers/" + plan + "/" + integration.key() + "/" + entry.index;
    SequencedMap<String, Object> settings = integration.settings(entry.section, place);
    if (integration.type() == ChannelType.WEBHOOK && !channel.equals(receiver)) {
      settings.put(ChannelSettings.RECEIVER, receiver);
    }
    boolean sendResolved = entry.section.flag(SEND_RESOLVED, integration.sendsResolved());
    return new ChannelDraft(channel, integration.type(), sendResolved, settings);
  }

  /// The policy's names by those of the configuration.
  static Map<String, String> plans(List<Receiver> receivers) {
    Map<String, String> plans = new LinkedHashMap<>();
    receivers.forEach(receiver -> plans.put(receiver.name(), receiver.plan()));
    return plans;
  }
}
