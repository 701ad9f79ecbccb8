package io.firebell.schemas.policy;

import io.firebell.core.policy.Policy;
import java.util.List;

/// What became of a policy's text: a policy, or everything that is wrong with it.
public sealed interface PolicyReading {

  /// The text is a policy.
  record Accepted(Policy policy) implements PolicyReading {}

  /// The text is none, as a whole.
  ///
  /// @param errors every one that was found, in the order of the text; at least one
  record Refused(List<PolicyError> errors) implements PolicyReading {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
