package io.firebell.schemas.registry;

import java.util.List;

/// The verdict on a new version of a schema.
///
/// @param problems what breaks readers or writers of earlier versions, in words; empty if nothing
public record Compatibility(List<String> problems) {

  public Compatibility {
    problems = List.copyOf(problems);
  }

  public boolean isCompatible() {
    return problems.isEmpty();
  }
}
