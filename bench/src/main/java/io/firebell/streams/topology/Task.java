package io.firebell.streams.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// What a processor knows of the task that it works for, where there is no broker.
final class Task extends MockProcessorContext<String, Object> implements AutoCloseable {

  private final List<StateStore> stores = new ArrayList<>();
  private @Nullable Punctuator alarm;

  /// @param directory where its stores keep what they have
  Task(Path directory) {
    super(config(), new TaskId(0, 0), directory.toFile());
  }

  private static Properties config() {
    Properties config = new Properties();
    config.put("application.id", "bench");
    config.put("bootstrap.servers", "none:1");
    return config;
  }

  /// Opens a store as the topology has it, but for the topic that it writes its changes to.
  void open(StoreBuilder<?> builder) {
    StateStore store = builder.withLoggingDisabled().build();
    store.init(getStateStoreContext(), store);
    stores.add(store);
  }

  /// Remembers the last alarm only; nothing is cancelled that could still strike.
  @Override
  public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
    alarm = callback;
    return () -> {};
  }

  /// The alarm that was set last strikes.
  void strikes() {
    Objects.requireNonNull(alarm, "no alarm is set").punctuate(currentSystemTimeMs());
  }

  @Override
  public void close() {
    stores.forEach(StateStore::close);
  }
}
