package io.firebell.notifier.slack;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Policy;

/// The people of a policy as messages name them: as members of the workspace where they are that.
///
/// @param policy the one in force
record People(Policy policy) {

  private static final int NAME_LIMIT = 100;

  /// `<@U024BE7LH>`, or the name.
  String mention(String name) {
    return policy
        .user(name)
        .flatMap(user -> user.contact(ChannelType.SLACK))
        .filter(contact -> contact.address().matches("[UW][A-Z0-9]+"))
        .map(contact -> "<@" + contact.address() + ">")
        .orElseGet(() -> SlackText.fitting(NAME_LIMIT, name));
  }
}
