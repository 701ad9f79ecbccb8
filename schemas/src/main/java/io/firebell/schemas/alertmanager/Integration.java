package io.firebell.schemas.alertmanager;

import io.firebell.core.notify.ChannelType;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// One kind of notifier in a receiver: reads an entry of its list.
interface Integration {

  /// The receiver's key: `slack_configs`.
  String key();

  ChannelType type();

  Keys keys();

  /// What Alertmanager does where `send_resolved` is not said.
  boolean sendsResolved();

  /// The channel's settings; complains of what cannot be honoured.
  ///
  /// @param place what the names of its secrets begin with: `receivers/team/slack_configs/0`
  SequencedMap<String, Object> settings(Section entry, String place);

  /// Does something with a text that is not empty, is no template and has nothing in it that a
  /// policy would take for a reference; otherwise complains.
  static void fixed(Optional<Value> value, Consumer<String> use) {
    value.ifPresent(written -> {
      if (written.isTemplate()) {
        written.refuse("should be the same for every notification: is a template");
      } else if (written.text().orElse("").contains("${")) {
        written.refuse("should not have ${ in it, which begins a reference in a policy: has");
      } else {
        written.text().filter(text -> !text.isEmpty()).ifPresent(use);
      }
    });
  }
}
