package io.firebell.core.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a signal leads to.
///
/// @param next the incident afterwards; null when the group still has none
/// @param effects what the shell has to do, in order
public record Step(@Nullable Incident next, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }

  /// The facts among the effects.
  public List<LoggedFact> facts() {
    return effects.stream()
        .filter(Effect.Append.class::isInstance)
        .map(effect -> ((Effect.Append) effect).fact())
        .toList();
  }
}
