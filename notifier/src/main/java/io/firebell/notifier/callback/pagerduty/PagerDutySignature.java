package io.firebell.notifier.callback.pagerduty;

import io.firebell.notifier.signing.Hmac;
import java.util.List;
import java.util.stream.Stream;

/// Whether a webhook comes from PagerDuty
/// ([verifying](https://developer.pagerduty.com/docs/verifying-webhook-signatures)). While a secret
/// is replaced both sides have two of them, and one pair that fits is enough.
final class PagerDutySignature {

  static final String HEADER = "X-PagerDuty-Signature";

  private static final String VERSION = "v1=";

  private PagerDutySignature() {}

  /// @param secrets those that are good at present
  /// @param header `v1=…`, or several of these joined by commas; what is of another version counts
  ///   for nothing
  static boolean isGood(List<String> secrets, String header, byte[] body) {
    return Stream.of(header.split(",", -1))
        .map(String::strip)
        .filter(one -> one.startsWith(VERSION))
        .anyMatch(one -> Hmac.HEX.isSigned(secrets, one.substring(VERSION.length()), body));
  }
}
