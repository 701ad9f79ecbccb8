package io.firebell.standalone.kafka;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/// A broker and its controller, of which there is only this one: what [KafkaRaftServer] starts,
/// with a step between the two.
///
/// The controller starts first and forgets the broker's last life. Without that, a broker that was
/// killed
///
/// - waits at its next start until the session of its last life has run out, and
/// - can lose the end of a transaction for ever (KAFKA-20734): the transaction coordinator resumes
///   while the old registration still stands, and takes partitions whose leader is then fenced for
///   deleted ones. Their records stay open, and nobody who reads committed ones ever passes them.
final class LoneNode {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Time time = Time.SYSTEM;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;

  LoneNode(KafkaConfig config) {
    var directories =
        KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(LoneNode.class), "");
    this.shared =
        new SharedServer(
            config,
            directories._1(),
            time,
            Server.initializeMetrics(config, time, directories._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    this.controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    this.broker = new BrokerServer(shared);
  }

  /// @throws IllegalStateException if the controller does not come up
  void start() {
    controller.startup();
    forgetLastLife();
    broker.startup();
  }

  void stop() {
    broker.shutdown();
    controller.shutdown();
  }

  private void forgetLastLife() {
    await("the controller should be active", () -> controller.controller().isActive());
    try {
      controller
          .controller()
          .unregisterBroker(request(), BrokerSettings.NODE_ID)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
        throw new IllegalStateException("the controller keeps the broker's last registration", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka started", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the controller did not answer within " + PATIENCE, e);
    }
    // The broker begins with what has been applied here, and must not see its last life there.
    long committed = shared.raftManager().client().highWatermark().orElse(0);
    await(
        "the broker should know what the controller wrote",
        () -> shared.loader().lastAppliedOffset() >= committed - 1);
  }

  private ControllerRequestContext request() {
    return new ControllerRequestContext(
        new RequestHeaderData(),
        KafkaPrincipal.ANONYMOUS,
        OptionalLong.of(time.nanoseconds() + PATIENCE.toNanos()));
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = time.milliseconds() + PATIENCE.toMillis();
    while (!condition.getAsBoolean()) {
      if (time.milliseconds() > deadline) {
        throw new IllegalStateException(what + " within " + PATIENCE);
      }
      time.sleep(5);
    }
  }
}
