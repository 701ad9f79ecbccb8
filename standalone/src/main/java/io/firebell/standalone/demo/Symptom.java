package io.firebell.standalone.demo;

import java.util.Map;

/// One thing that a monitoring system sees go wrong on every instance of a service.
///
/// @param tier `database` for what fails by itself, `service` for what it takes down with it
/// @param severity as the monitoring system names it
record Symptom(String service, String tier, String alertname, String severity, String summary) {

  /// What identifies the alert of one instance.
  ///
  /// @param outage sets the alerts of one playing apart from those of another
  Map<String, String> labels(int instance, String outage) {
    return Map.of(
        "alertname",
        alertname,
        "service",
        service,
        "tier",
        tier,
        "severity",
        severity,
        "instance",
        service + "-" + instance,
        "outage",
        outage);
  }
}
