package io.firebell.schemas.alertmanager;

import java.util.List;

/// A receiver, which becomes a plan.
///
/// @param name as it is written
/// @param plan as the policy calls it
/// @param channels everything that is told, in the order of the text; none for a receiver that
///   swallows what it gets
record Receiver(String name, String plan, List<ChannelDraft> channels) {
  Receiver {
    channels = List.copyOf(channels);
  }
}
