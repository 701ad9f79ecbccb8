package io.firebell.core.policy;

import io.firebell.core.notify.ChannelType;

/// One way to reach a user.
///
/// @param address an e-mail address, a Slack member id, a PagerDuty routing key (or a reference to
///   one), a URL
public record Contact(ChannelType type, String address) {}
