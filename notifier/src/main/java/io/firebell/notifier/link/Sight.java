package io.firebell.notifier.link;

import org.jspecify.annotations.Nullable;

/// What a page shows of an incident.
///
/// @param title what is wrong, on a line
/// @param status `triggered`, `acknowledged` or `resolved`
/// @param acknowledgedBy who has taken it; empty when nobody has
/// @param used whether the command of the link is in the incident's history, with or without effect
public record Sight(String title, String status, String acknowledgedBy, boolean used) {

  /// Finds incidents.
  @FunctionalInterface
  public interface Finder {

    /// @param command the id of a link's command
    /// @return null when the tenant has no such incident
    /// @throws RuntimeException if incidents cannot be read at present
    @Nullable Sight find(String tenant, String incident, String command);
  }
}
