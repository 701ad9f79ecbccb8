package io.firebell.core.classify;

/// A rule of classification as the policy has it.
///
/// @param name what is kept with the incidents that it classifies
/// @param when a CEL expression that gives a bool; empty for always
/// @param priority a priority or an alias, or an expression between `{{` and `}}` that gives one
public record Rule(String name, String when, String priority) {

  /// @throws IllegalArgumentException if the name or the priority is empty
  public Rule {
    if (name.isBlank() || priority.isBlank()) {
      throw new IllegalArgumentException(
          "a rule should have a name and a priority: were \"" + name + "\", \"" + priority + "\"");
    }
  }
}
