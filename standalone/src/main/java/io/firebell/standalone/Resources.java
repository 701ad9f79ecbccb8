package io.firebell.standalone;

import io.firebell.ingest.AlertIngest;
import io.firebell.notifier.callback.Callbacks;
import io.firebell.notifier.link.LinkPages;
import io.firebell.notifier.link.Links;
import io.firebell.notifier.send.AddressBook;
import io.firebell.schemas.alertmanager.ShownConfig;
import io.firebell.schemas.policy.PolicyFeed;
import io.firebell.standalone.http.HttpFront;
import io.firebell.streams.IncidentStreams;
import io.firebell.streams.oncall.OncallApi;
import io.firebell.streams.query.CommandQueries;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What is found under which path, of each tenant.
///
/// @param files what policies are made of, by their tenants
/// @param addresses looks recipients up
/// @param instance what the instance is called
/// @param ready whether work is being done
record Resources(
    AlertIngest ingest,
    IncidentStreams streams,
    Callbacks callbacks,
    PolicyFeed policies,
    Map<String, PolicyFile> files,
    AddressBook addresses,
    String instance,
    Instant startedAt,
    BooleanSupplier ready,
    InstantSource clock) {

  Map<String, HttpService> byPath() {
    Map<String, HttpService> services = new HashMap<>();
    services.put("/api/v2", ingest.alertmanagerApi());
    services.put("/v1/heartbeats", ingest.heartbeatApi());
    services.put("/v1/alerts", ingest.nativeApi());
    services.put("/v1/incidents", streams.api());
    services.put("/api/v2/silences", streams.silences().all());
    services.put("/api/v2/silence", streams.silences().one());
    services.put("/v1/oncall", new OncallApi(policies, HttpFront::tenant, clock));
    services.putAll(callbacks.services());
    services.put(
        Links.PATH,
        new LinkPages(
            addresses,
            new LinkedIncidents(streams.queries(), new CommandQueries(streams.queries())),
            streams.commands(),
            HttpFront::tenant,
            callbacks.metrics(),
            clock));
    services.put("/-/reload", new PolicyReload(files, HttpFront::tenant));
    AlertmanagerStatus status =
        new AlertmanagerStatus(instance, Firebell.VERSION, startedAt, this::shownConfig, ready);
    services.put("/api/v2/status", status.status());
    services.put("/api/v2/receivers", status.receivers());
    return services;
  }

  /// What is in force, as Alertmanager would have it written.
  private ShownConfig shownConfig(ServerRequest request) {
    String tenant = HttpFront.tenant(request);
    return Optional.ofNullable(files.get(tenant))
        .flatMap(PolicyFile::alertmanagerConfig)
        .orElseGet(() -> ShownConfig.of(policies.current(tenant)));
  }
}
