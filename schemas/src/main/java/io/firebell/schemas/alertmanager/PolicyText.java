package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.route.Matcher;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.PrometheusDuration;
import io.firebell.schemas.policy.Setting;
import io.firebell.schemas.policy.Setting.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Writes the policy for people to read and go on with.
final class PolicyText {

  /// What is only written together.
  private static final Set<String> LOGIN =
      Set.of(ChannelSettings.USERNAME, ChannelSettings.PASSWORD);

  private final StringBuilder text = new StringBuilder();

  private PolicyText() {}

  static String of(AlertmanagerConfig config, List<KeptSecrets.Variable> variables) {
    PolicyText policy = new PolicyText();
    policy.head(config, variables);
    policy.routes(config.root());
    policy.plans(config.receivers());
    policy.channels(config.channels());
    policy.hours(config.hours());
    policy.inhibitions(config.inhibitions());
    return policy.text.toString();
  }

  private void head(AlertmanagerConfig config, List<KeptSecrets.Variable> variables) {
    line(
        "# Made of an alertmanager.yml: the same alerts tell the same receivers at the same times.");
    if (!variables.isEmpty()) {
      line("#");
      line("# Secrets are not in here. The process that sends needs these variables:");
      for (KeptSecrets.Variable variable : variables) {
        line("#   " + variable.name() + ": " + variable.path() + ", line " + variable.line());
      }
    }
    line("version: 1");
    config
        .resolveTimeout()
        .ifPresent(timeout -> line("resolveTimeout: " + PrometheusDuration.format(timeout)));
    line("reopenWithin: 0s # Alertmanager begins anew when an alert fires again");
    line("");
    line(
        "# An incident keeps the priority of its first alert: who is told of it is the same for all,");
    line("# and a priority that rose would be told at once and not after the groupInterval.");
    line("classify:");
    for (String label : List.of("severity", "priority")) {
      line(
          "  - { name: %s, when: 'incident.total <= 1 && has(labels.%s)', priority: '{{ labels.%s }}' }"
              .formatted(label, label, label));
    }
    line("  - { name: everything else, when: 'incident.total <= 1', priority: P3 }");
    line("  - { name: not the first, priority: P4 }");
  }

  private void routes(RouteNode root) {
    line("");
    line("routes:");
    root.routes().forEach(route -> route(route, "  "));
    line("  # the root, which the others inherit from");
    line("  - " + String.join("\n    ", fields(root, Optional.of(List.of()))));
  }

  private void route(RouteNode route, String indent) {
    String below = indent + "  ";
    line(indent + "- match: " + YamlText.of(matchers(route.matchers())));
    fields(route, Optional.empty()).forEach(field -> line(below + field));
    if (route.continues()) {
      line(below + "continue: true");
    }
    if (!route.routes().isEmpty()) {
      line(below + "routes:");
      route.routes().forEach(child -> route(child, below + "  "));
    }
  }

  private static List<String> fields(RouteNode route, Optional<List<String>> usualGroupBy) {
    Map<String, String> fields = new LinkedHashMap<>();
    route.plan().ifPresent(plan -> fields.put("plan", YamlText.text(plan)));
    route
        .groupBy()
        .or(() -> usualGroupBy)
        .ifPresent(labels -> fields.put("groupBy", YamlText.of(labels)));
    duration(fields, "groupWait", route.groupWait());
    duration(fields, "groupInterval", route.groupInterval());
    duration(fields, "repeatInterval", route.repeatInterval());
    names(fields, "muteHours", route.muteHours());
    names(fields, "activeHours", route.activeHours());
    return fields.entrySet().stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .toList();
  }

  private static void duration(
      Map<String, String> fields, String key, Optional<Duration> duration) {
    duration.ifPresent(length -> fields.put(key, PrometheusDuration.format(length)));
  }

  private static void names(Map<String, String> fields, String key, List<String> names) {
    if (!names.isEmpty()) {
      fields.put(key, YamlText.of(names));
    }
  }

  private void plans(List<Receiver> receivers) {
    line("");
    line("# Alertmanager knows no priorities: every one of them gets the same.");
    line("plans:");
    for (Receiver receiver : receivers) {
      boolean renamed = !receiver.name().equals(receiver.plan());
      String comment = renamed ? " # receiver " + YamlText.text(receiver.name()) : "";
      line("  " + YamlText.text(receiver.plan()) + ":" + comment);
      List<String> names = receiver.channels().stream().map(ChannelDraft::name).toList();
      Map<String, String> response =
          names.isEmpty() ? Map.of() : Map.of("notify", YamlText.of(names));
      for (String priority : List.of("P1", "P2", "P3", "P4")) {
        String gets = response.isEmpty() ? "log: true" : "notify: " + response.get("notify");
        line("    " + priority + ": { " + gets + " }");
      }
    }
  }

  /// What all channels of a type share is written once.
  private void channels(List<ChannelDraft> channels) {
    if (channels.isEmpty()) {
      return;
    }
    Map<ChannelType, SequencedMap<String, Object>> shared = new LinkedHashMap<>();
    for (ChannelType type : ChannelType.values()) {
      shared.put(type, shared(type, channels));
    }
    line("");
    line("channels:");
    for (ChannelDraft channel : channels) {
      SequencedMap<String, Object> own = new LinkedHashMap<>(channel.settings());
      own.keySet().removeAll(shared.getOrDefault(channel.type(), own).keySet());
      line("  " + YamlText.text(channel.name()) + ":");
      line("    " + channel.type().wireName() + ": " + YamlText.of(own));
      if (!channel.sendResolved()) {
        line("    sendResolved: false");
      }
    }
    shared.values().removeIf(Map::isEmpty);
    if (!shared.isEmpty()) {
      line("");
      line("providers:");
      shared.forEach(
          (type, settings) -> line("  " + type.wireName() + ": " + YamlText.of(settings)));
    }
  }

  private static SequencedMap<String, Object> shared(
      ChannelType type, List<ChannelDraft> channels) {
    List<SequencedMap<String, Object>> all =
        channels.stream()
            .filter(channel -> channel.type() == type)
            .map(ChannelDraft::settings)
            .toList();
    SequencedMap<String, Object> shared = new LinkedHashMap<>();
    for (Setting setting : ChannelSettings.of(type)) {
      String name = setting.name();
      boolean same =
          !all.isEmpty()
              && all.getFirst().containsKey(name)
              && all.stream().allMatch(one -> all.getFirst().get(name).equals(one.get(name)));
      if (same && setting.scope() == Scope.PROVIDER) {
        shared.put(name, all.getFirst().get(name));
      }
    }
    if (!shared.keySet().containsAll(LOGIN)) {
      shared.keySet().removeAll(LOGIN);
    }
    return shared;
  }

  private void hours(List<HoursDraft> all) {
    if (all.isEmpty()) {
      return;
    }
    line("");
    line("hours:");
    for (HoursDraft hours : all) {
      line("  " + YamlText.text(hours.hours()) + ":");
      hours.stretches().forEach(stretch -> line("    - " + YamlText.of(stretch)));
    }
  }

  private void inhibitions(List<Inhibition> rules) {
    if (rules.isEmpty()) {
      return;
    }
    line("");
    line("inhibit:");
    for (Inhibition rule : rules) {
      line("  - source: " + YamlText.of(matchers(rule.source())));
      line("    target: " + YamlText.of(matchers(rule.target())));
      line("    equal: " + YamlText.of(rule.equal()));
    }
  }

  private static List<String> matchers(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).toList();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
