package io.firebell.standalone;

import io.firebell.core.policy.Tenant;
import io.firebell.ingest.Quotas;
import io.firebell.notifier.http.Reach;
import io.firebell.schemas.Topics;
import io.firebell.standalone.http.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// How `firebell up` is to run.
///
/// @param data where state is kept
/// @param listen where everything that speaks HTTP is found
/// @param routePrefix goes before every path; empty or like `/firebell`
/// @param externalUrl where people reach it, with what goes before every path; empty for where it
///   listens
/// @param bootstrapServers the brokers to use; null for an embedded one
/// @param kafkaPort of the embedded broker; 0 for any free one
/// @param registryUrl the schema registry to use; null for an embedded one
/// @param registryPort of the embedded registry; 0 for any free one
/// @param policy what the default tenant's policy is made of; null for the policy that is in force
/// @param tenants what the policies of tenants beside the default one are made of
/// @param quotas how many alerts are taken of each tenant
/// @param reach where webhooks, Slack, PagerDuty and mail servers may be found
/// @param canary how often an alert of its own goes through everything; zero for never
/// @param topicPrefix goes before every topic's name
/// @param partitions how many the topics are to have, at least 1; null for as many as they have, or
///   as is usual where there are none yet
record UpSettings(
    Path data,
    HostPort listen,
    String routePrefix,
    String externalUrl,
    @Nullable String bootstrapServers,
    int kafkaPort,
    @Nullable String registryUrl,
    int registryPort,
    @Nullable PolicySource policy,
    Map<Tenant, PolicySource> tenants,
    Quotas quotas,
    Reach reach,
    Duration canary,
    String topicPrefix,
    @Nullable Integer partitions) {

  private static final Pattern EXTERNAL_URL =
      Pattern.compile("https?://[^\\s/@?#]+(/[^\\s?#]*[^\\s?#/])?");

  /// One for each thread of the topology. Every partition has its share of each store and of each
  /// commit, so that further ones only cost where one process has them all.
  private static final int PARTITIONS_OF_ONE_PROCESS = 1;

  /// @throws IllegalArgumentException if the prefix does not begin with a slash, or ends with one,
  ///   the external URL is none, or there is no partition
  UpSettings {
    tenants = Map.copyOf(tenants);
    if (!routePrefix.isEmpty() && (!routePrefix.startsWith("/") || routePrefix.endsWith("/"))) {
      throw new IllegalArgumentException(
          "a route prefix should look like /firebell: was " + routePrefix);
    }
    if (!externalUrl.isEmpty() && !EXTERNAL_URL.matcher(externalUrl).matches()) {
      throw new IllegalArgumentException(
          "an external URL should look like https://firebell.example.com, with what comes before"
              + " every path and no slash at its end: was "
              + externalUrl);
    }
    if (partitions != null && partitions < 1) {
      throw new IllegalArgumentException("--partitions should be at least 1: was " + partitions);
    }
  }

  /// The topics with the number of partitions that was asked for, else as the cluster has them.
  Topics topics(Admin admin) {
    if (partitions != null) {
      return new Topics(topicPrefix, partitions);
    }
    int usual = bootstrapServers == null ? PARTITIONS_OF_ONE_PROCESS : Topics.DEFAULT_PARTITIONS;
    return Topics.in(admin, topicPrefix, usual);
  }

  /// The sources of all policies that are made of something.
  Map<Tenant, PolicySource> policies() {
    Map<Tenant, PolicySource> all = new HashMap<>(tenants);
    if (policy != null) {
      all.put(Tenant.DEFAULT, policy);
    }
    return all;
  }
}
