package io.firebell.schemas.policy;

import io.firebell.schemas.spelling.Nearest;
import java.util.Set;

/// The names that a policy gives to its parts, so that what mentions one can be checked whatever
/// the order of the text. A part with mistakes in it has its name all the same.
record Names(
    Known plans, Known escalations, Known schedules, Known users, Known channels, Known hours) {

  /// The names in a section.
  ///
  /// @param certain false when the section is not what it should be, so that nothing can be told
  record Known(Set<String> names, boolean certain) {

    /// Complains of a name that is not among these.
    ///
    /// @param kind what it should be the name of: `a plan`
    void check(YamlValue mention, String kind, String name) {
      if (certain && !names.contains(name)) {
        mention.refuse(
            "should name %s of this policy: none is called \"%s\"%s"
                .formatted(kind, name, Nearest.hint(name, names)));
      }
    }
  }

  static Names in(YamlFields policy) {
    Known plans = known(policy, "plans");
    return new Names(
        // That there are no plans at all is complaint enough.
        policy.has("plans") ? plans : new Known(Set.of(), false),
        known(policy, "escalations"),
        known(policy, "schedules"),
        known(policy, "users"),
        known(policy, "channels"),
        known(policy, "hours"));
  }

  private static Known known(YamlFields policy, String section) {
    return policy
        .get(section)
        .map(value -> new Known(value.keys(), value.isMapping()))
        .orElse(new Known(Set.of(), true));
  }
}
