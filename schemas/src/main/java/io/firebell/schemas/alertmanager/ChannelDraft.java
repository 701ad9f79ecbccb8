package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A channel of the policy to be.
///
/// @param settings by the policy's names: texts, numbers and lists of texts
record ChannelDraft(
    String name, ChannelType type, boolean sendResolved, SequencedMap<String, Object> settings) {
  ChannelDraft {
    settings = new LinkedHashMap<>(settings);
  }
}
