package io.firebell.notifier.callback.slack;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Contact;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.User;
import io.firebell.notifier.callback.slack.SlackSaid.Person;
import java.util.Comparator;
import java.util.Optional;

/// Who the members of a workspace are in a policy.
final class SlackMembers {

  private SlackMembers() {}

  /// The user whose Slack contact somebody is.
  static Optional<String> user(Policy policy, Person person) {
    return policy.users().values().stream()
        .filter(user -> isAt(user, person.id()))
        .map(User::name)
        .min(Comparator.naturalOrder());
  }

  private static boolean isAt(User user, String member) {
    return user.contact(ChannelType.SLACK).map(Contact::address).stream().anyMatch(member::equals);
  }

  /// Who acts, for people: the user, or whoever Slack says it is.
  static String name(Policy policy, Person person) {
    return user(policy, person)
        .orElse(person.name().isBlank() ? person.id() : person.name() + " (Slack)");
  }
}
