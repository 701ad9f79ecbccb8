package io.firebell.core.mute;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a policy says keeps alerts from notifying.
///
/// @param inhibit which alerts keep which others quiet
/// @param maintenance when which alerts are expected
/// @param flapping when an alert comes and goes too often; null when none ever does
/// @param holds which alerts have to last
public record MuteRules(
    List<InhibitRule> inhibit,
    List<Maintenance> maintenance,
    @Nullable Flapping flapping,
    List<Hold> holds) {

  public static final MuteRules NONE = new MuteRules(List.of(), List.of(), null, List.of());

  public MuteRules {
    inhibit = List.copyOf(inhibit);
    maintenance = List.copyOf(maintenance);
    holds = List.copyOf(holds);
  }

  /// The maintenance of this name; empty when there is none.
  public Optional<Maintenance> maintenance(String name) {
    return maintenance.stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
