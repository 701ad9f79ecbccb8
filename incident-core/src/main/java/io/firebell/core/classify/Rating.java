package io.firebell.core.classify;

/// How urgent one alert makes its incident.
///
/// @param rule the name of the rule that says so, or who does
/// @param ofIncident whether the rule looks at the whole incident, so that this outlasts the alert
public record Rating(Priority priority, String rule, boolean ofIncident) {}
