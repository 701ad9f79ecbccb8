package io.firebell.notifier.callback.slack;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.SecretNotFoundException;
import io.firebell.schemas.policy.SecretResolver;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One of the apps that a policy has in Slack. It holds secrets in the clear, so it lives as long
/// as a request and is not printed.
///
/// @param api where the Web API is
/// @param token the bot's; empty for none
/// @param signingSecrets those that are good at present
record SlackApp(String api, String token, List<String> signingSecrets) {

  SlackApp {
    signingSecrets = List.copyOf(signingSecrets);
  }

  /// The apps of a policy, the one of all channels and contacts first. What is to be found in the
  /// environment and is not there is left out.
  static List<SlackApp> of(Policy policy, SecretResolver secrets) {
    Set<SlackApp> apps = new LinkedHashSet<>();
    Stream.concat(
            Stream.of(policy.providers().getOrDefault(ChannelType.SLACK, Map.of())),
            policy.channels().values().stream()
                .filter(channel -> channel.type() == ChannelType.SLACK)
                .map(Channel::settings))
        .forEach(settings -> apps.add(of(settings, secrets)));
    return List.copyOf(apps);
  }

  private static SlackApp of(Map<String, String> settings, SecretResolver secrets) {
    return new SlackApp(
        resolved(settings, ChannelSettings.API, secrets),
        resolved(settings, ChannelSettings.TOKEN, secrets),
        Stream.of(ChannelSettings.SIGNING_SECRET, ChannelSettings.PREVIOUS_SIGNING_SECRET)
            .map(name -> resolved(settings, name, secrets))
            .filter(secret -> !secret.isEmpty())
            .toList());
  }

  private static String resolved(
      Map<String, String> settings, String name, SecretResolver secrets) {
    try {
      return secrets.resolve(settings.getOrDefault(name, ""));
    } catch (SecretNotFoundException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "the app at " + api;
  }
}
