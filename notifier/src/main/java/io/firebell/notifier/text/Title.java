package io.firebell.notifier.text;

import io.firebell.core.alert.Labels;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/// The line that names an incident: `[P1 Critical] DatabaseDown orders-db (3 firing)`.
///
/// It is one line whatever the labels hold, and may be long.
///
/// @param priority `P1 Critical`
/// @param name what is wrong: the alerts' name
/// @param place where: the values of the group's other labels, the telling ones first
/// @param count `3 firing`, or `resolved`
public record Title(String priority, String name, String place, String count) {

  private static final String NAME = "alertname";
  private static final int PLACES = 3;

  /// Labels that say where something is, from the general to the particular.
  private static final List<String> TELLING =
      List.of("service", "job", "cluster", "namespace", "region", "host", "instance");

  public static Title of(Notification notification) {
    IncidentSummary incident = notification.incident();
    Labels common = Shared.labels(notification.alerts());
    Labels group = incident.group().labels();
    String place = place(group.isEmpty() || onlyNames(group) ? common : group);
    String name = name(group, notification.alerts());
    return new Title(
        priority(incident),
        name.isEmpty() && place.isEmpty() ? "incident " + incident.id() : name,
        place,
        incident.resolvedAt() != null ? "resolved" : incident.firing() + " firing");
  }

  /// The title without what changes while the incident lasts, so that mail programs keep its
  /// messages together.
  public String lasting() {
    StringBuilder text = new StringBuilder("[").append(priority).append(']');
    text.append(name.isEmpty() ? "" : " ").append(name);
    text.append(place.isEmpty() ? "" : " ").append(place);
    return OneLine.of(text.toString());
  }

  @Override
  public String toString() {
    return lasting() + " (" + count + ")";
  }

  /// `P1 Critical`, or `P1` where the policy has no better name for it.
  static String priority(IncidentSummary incident) {
    String priority = incident.priority().name();
    String name = incident.priorityName();
    return name.isEmpty() || name.equals(priority) ? priority : priority + " " + name;
  }

  private static boolean onlyNames(Labels group) {
    return group.pairs().keySet().equals(Set.of(NAME));
  }

  private static String name(Labels group, List<NotifiedAlert> alerts) {
    if (!group.get(NAME).isEmpty()) {
      return group.get(NAME);
    }
    SequencedSet<String> names = new LinkedHashSet<>();
    alerts.forEach(alert -> names.add(alert.labels().get(NAME)));
    names.remove("");
    return switch (names.size()) {
      case 0 -> "";
      case 1 -> names.getFirst();
      default -> names.getFirst() + " and " + (names.size() - 1) + " more";
    };
  }

  private static String place(Labels labels) {
    SequencedSet<String> values = new LinkedHashSet<>();
    TELLING.forEach(name -> values.add(labels.get(name)));
    List<String> others = new ArrayList<>(labels.pairs().keySet());
    others.removeAll(List.of(NAME, "severity", "priority"));
    others.forEach(name -> values.add(labels.get(name)));
    values.remove("");
    return String.join(" ", values.stream().limit(PLACES).toList());
  }
}
