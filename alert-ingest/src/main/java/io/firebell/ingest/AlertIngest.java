package io.firebell.ingest;

import io.firebell.core.alert.Alert;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/// The service that accepts alerts. Thread-safe.
public final class AlertIngest implements AutoCloseable {

  private final AlertLog log;
  private final AlertDoor door;
  private final HeartbeatApi heartbeats;

  AlertIngest(AlertLog log, Tenants tenants, InstantSource clock, Limits limits) {
    this.log = log;
    Stock turns = new Stock(limits.atOnce());
    this.door = new AlertDoor(log, tenants, clock, limits, turns);
    this.heartbeats = new HeartbeatApi(log, tenants, clock, turns);
  }

  /// Connects to the brokers, which need not be there yet.
  ///
  /// @param clients how to reach the brokers, as for any Kafka client
  /// @param topic where alerts go
  /// @param clock whose time is that of an alert's acceptance
  public static AlertIngest start(
      Map<String, Object> clients,
      String topic,
      Serializer<Alert> serializer,
      Tenants tenants,
      InstantSource clock) {
    AlertLog log = AlertLog.open(clients, topic, serializer);
    return new AlertIngest(log, tenants, clock, Limits.DEFAULT);
  }

  /// Puts alerts on the log that came in by no door: some of Firebell's own.
  ///
  /// @throws org.apache.kafka.common.KafkaException if they could not be put there in time
  public void put(List<Alert> alerts) throws InterruptedException {
    log.append(alerts);
  }

  /// Whether anybody has sent an alert since this was started.
  public boolean isInUse() {
    return door.isInUse();
  }

  /// To be served under `/api/v2`.
  public HttpService alertmanagerApi() {
    return new AlertmanagerApi(door);
  }

  /// To be served under `/v1/alerts`.
  public HttpService nativeApi() {
    return new NativeApi(door);
  }

  /// To be served under `/v1/heartbeats`.
  public HttpService heartbeatApi() {
    return heartbeats;
  }

  @Override
  public void close() {
    log.close();
  }
}
