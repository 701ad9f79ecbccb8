package io.firebell.core.mute;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Fingerprint;

/// An alert that keeps others quiet, or does not any more: what those who have its targets have to
/// hear of it. The record on the `inhibitors` topic.
///
/// @param key what it has in common with its targets: [InhibitRule#key]
/// @param source the alert
/// @param isTarget whether it is a target of its rule, too
/// @param fires whether it fires; when it does not, it mutes nothing any more
public record Inhibitor(
    String tenant, String key, Fingerprint source, boolean isTarget, boolean fires) {

  /// What is to be heard of an alert that is not a source any more.
  public static Inhibitor over(Alert alert, String key) {
    return new Inhibitor(alert.tenant(), key, alert.fingerprint(), false, false);
  }
}
