package io.firebell.notifier.callback.slack;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.slack.SlackSocket.Place;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The connections of Socket Mode: one for each app token of each policy in force. Thread-safe.
final class SlackSockets implements AutoCloseable {

  private final Map<Place, SlackSocket> open = new HashMap<>();
  private final Function<Place, SlackSocket> opening;
  private boolean closed;

  /// @param opening begins to connect, and returns at once
  SlackSockets(Function<Place, SlackSocket> opening) {
    this.opening = opening;
  }

  /// A tenant's policy is this now: opens what it has and was not there before, and closes what it
  /// has no more.
  synchronized void follow(String tenant, Policy policy) {
    if (closed) {
      return;
    }
    Set<Place> wanted = places(tenant, policy);
    open.entrySet()
        .removeIf(one -> {
          boolean isGone = one.getKey().tenant().equals(tenant) && !wanted.contains(one.getKey());
          if (isGone) {
            one.getValue().close();
          }
          return isGone;
        });
    wanted.forEach(place -> open.computeIfAbsent(place, opening));
  }

  private static Set<Place> places(String tenant, Policy policy) {
    return Stream.concat(
            Stream.of(policy.providers().getOrDefault(ChannelType.SLACK, Map.of())),
            policy.channels().values().stream()
                .filter(channel -> channel.type() == ChannelType.SLACK)
                .map(Channel::settings))
        .filter(settings -> settings.containsKey(ChannelSettings.APP_TOKEN))
        .map(settings ->
            new Place(
                tenant,
                settings.get(ChannelSettings.APP_TOKEN),
                settings.getOrDefault(ChannelSettings.API, "")))
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(SlackSocket::close);
    open.clear();
  }
}
