package io.firebell.core.notify;

/// What somebody is written to about.
public sealed interface Subject permits IncidentSummary, MaintenanceSummary {

  /// Unique. What a recipient is told of one subject is told in order, as one conversation.
  String id();

  /// The key under which what becomes of a notification is reported.
  String key();

  String tenant();

  /// The version of the policy under which it was decided.
  long policyVersion();
}
