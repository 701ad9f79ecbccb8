package io.firebell.schemas.policy;

import java.util.List;

/// What became of a policy that somebody wanted to publish.
public sealed interface Publication {

  /// It is on the log and in force here.
  record Published(PolicyDocument document) implements Publication {}

  /// The policy in force has this very text, so nothing was written.
  record Unchanged(PolicyDocument document) implements Publication {}

  /// It is none; the old one stays in force.
  ///
  /// @param errors every one that was found, in the order of the text; at least one
  record Refused(List<PolicyError> errors) implements Publication {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
