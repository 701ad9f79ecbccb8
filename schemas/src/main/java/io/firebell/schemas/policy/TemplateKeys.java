package io.firebell.schemas.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a channel can have a template for.
public final class TemplateKeys {

  private TemplateKeys() {}

  /// Every key for a type of channel: the events that it is told in words, maintenance where it
  /// hears of that, several at once where nothing is built in for that, and all others.
  public static List<String> of(ChannelType type) {
    List<String> keys = new ArrayList<>();
    Arrays.stream(Event.values())
        .filter(event -> isInWords(type, event))
        .map(ChannelSettings::event)
        .forEach(keys::add);
    if (type != ChannelType.PAGERDUTY) {
      keys.add(ChannelSettings.MAINTENANCE);
    }
    if (type == ChannelType.WEBHOOK) {
      keys.add(ChannelSettings.BUNDLE);
    }
    keys.add(ChannelSettings.DEFAULT);
    return keys;
  }

  /// PagerDuty is told of an acknowledgement or a resolution, and takes no words with it.
  private static boolean isInWords(ChannelType type, Event event) {
    return type.carries(event)
        && (type != ChannelType.PAGERDUTY || event == Event.OPENED || event == Event.PAGED);
  }
}
