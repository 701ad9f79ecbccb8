package io.firebell.standalone;

import io.firebell.notifier.http.Reach;
import io.firebell.standalone.http.HostPort;

/// How `firebell notify` is to run.
///
/// @param listen where it says how it is and what it measures
/// @param bootstrapServers the brokers
/// @param registryUrl the schema registry
/// @param topicPrefix goes before every topic's name
/// @param externalUrl where people reach Firebell
/// @param reach where webhooks, Slack, PagerDuty and mail servers may be found
record NotifySettings(
    HostPort listen,
    String bootstrapServers,
    String registryUrl,
    String topicPrefix,
    String externalUrl,
    Reach reach,
    Notifying notifying) {}
