package io.firebell.schemas.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
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
        .map(Event::wireName)
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

  /// What templates call what a notification is told for: its event, or `maintenance`.
  public static String of(Notification notification) {
    return switch (notification.subject()) {
      case IncidentSummary _ -> notification.event().wireName();
      case MaintenanceSummary _ -> ChannelSettings.MAINTENANCE;
    };
  }

  /// The keys under which the template for a notification may be, the nearest first, before that of
  /// all others. `reminded` is for everything that is overdue.
  public static List<String> lookedUp(Notification notification) {
    String own = of(notification);
    boolean isReminder =
        own.equals(Event.UPDATE_OVERDUE.wireName()) || own.equals(Event.POSTMORTEM_DUE.wireName());
    return isReminder ? List.of(own, Event.REMINDED.wireName()) : List.of(own);
  }
}
