package io.firebell.schemas.alertmanager;

import io.firebell.schemas.policy.PolicyError;
import java.util.List;

/// What became of an `alertmanager.yml`: a policy, or everything in it that cannot be honoured.
public sealed interface Conversion {

  /// What differs without changing who is told or when: how messages look, above all. In the order
  /// of the text.
  List<PolicyError> warnings();

  /// The configuration is honoured.
  ///
  /// @param policy a policy that is in order, as text
  /// @param secrets what the policy refers to instead of having it in clear
  record Converted(String policy, KeptSecrets secrets, List<PolicyError> warnings)
      implements Conversion {
    public Converted {
      warnings = List.copyOf(warnings);
    }
  }

  /// The configuration is not honoured, as a whole.
  ///
  /// @param errors every reason that was found, in the order of the text; at least one
  record Refused(List<PolicyError> errors, List<PolicyError> warnings) implements Conversion {
    public Refused {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }
}
