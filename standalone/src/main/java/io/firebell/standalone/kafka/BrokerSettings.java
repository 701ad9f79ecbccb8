package io.firebell.standalone.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The settings of a broker that is the whole cluster.
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerSettings() {}

  static Map<String, String> of(Path directory, String host, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", directory.toString());
    String controller = host + ":" + controllerPort;
    String broker = host + ":" + port;
    settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + broker);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);

    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    // Fifty partitions each would be fifty logs to open at every start.
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.num.partitions", "1");

    // Nobody else is going to join: a group need not wait for more members.
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");
    // To fence a broker is to let another lead. Here is none: a pause of the process, such as a
    // laptop that sleeps, must not take the partitions' leader away.
    settings.put("broker.session.timeout.ms", Long.toString(Duration.ofDays(1).toMillis()));
    settings.put("broker.heartbeat.interval.ms", "250");
    // Its metrics are not shown by JMX, which took a fifteenth of a start.
    settings.put("metric.reporters", "");
    settings.put("metrics.jmx.exclude", ".*");
    // How soon it looks again whether the transaction before has been marked as ended. The markers
    // have no network to cross.
    settings.put("add.partitions.to.txn.retry.backoff.ms", "5");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("num.recovery.threads.per.data.dir", "2");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    settings.put("message.max.bytes", Integer.toString(8 * 1024 * 1024));
    return settings;
  }
}
