package io.firebell.schemas.alertmanager;

import io.firebell.schemas.policy.PolicyError;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What has been found wrong or different so far.
final class Findings {

  /// Nobody reads further, and by aliases a short text can make mistakes without end.
  private static final int MOST = 1000;

  private static final int LONGEST_MESSAGE = 1000;

  private static final Comparator<PolicyError> BY_PLACE =
      Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column);

  /// What several receivers have from one place is complained of once.
  private final Set<PolicyError> errors = new LinkedHashSet<>();

  private final Set<PolicyError> warnings = new LinkedHashSet<>();

  void error(PolicyError error) {
    add(errors, error);
  }

  void warning(PolicyError warning) {
    add(warnings, warning);
  }

  private static void add(Set<PolicyError> list, PolicyError finding) {
    String message = finding.message();
    String shown =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    if (list.size() < MOST) {
      list.add(new PolicyError(finding.line(), finding.column(), finding.path(), shown));
    }
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  List<PolicyError> errors() {
    return errors.stream().sorted(BY_PLACE).toList();
  }

  List<PolicyError> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }
}
