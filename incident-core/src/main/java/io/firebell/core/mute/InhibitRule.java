package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A rule by which alerts that say it all keep others quiet that follow from the same.
///
/// The meaning is that of Alertmanager's
/// [inhibit_rules](https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule): a
/// target is muted as long as a source fires that has the same values for the labels in `equal`. A
/// label that both lack is equal, too. An alert that is source and target of the rule is not muted
/// by others that are both, so none mutes itself.
///
/// @param source which alerts mute others
/// @param target which are muted
/// @param equal the labels that have to have the same values
public record InhibitRule(List<Matcher> source, List<Matcher> target, List<String> equal) {

  /// A byte that UTF-8 never uses, so that no two lists of values give the same bytes.
  private static final byte SEPARATOR = (byte) 0xff;

  public InhibitRule {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
  }

  public boolean hasSource(Labels alert) {
    return source.stream().allMatch(matcher -> matcher.matches(alert));
  }

  public boolean hasTarget(Labels alert) {
    return target.stream().allMatch(matcher -> matcher.matches(alert));
  }

  /// What a source and the targets that it mutes have in common: a hash of this rule and of their
  /// values for `equal`, in 16 hexadecimal digits.
  public String key(Labels alert) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, source + " " + target + " " + equal);
      equal.forEach(name -> add(digest, alert.get(name)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update(SEPARATOR);
  }
}
