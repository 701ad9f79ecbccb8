package io.firebell.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {

  private static final String APPLICATION = "firebell.incident-streams";

  @TempDir Path directory;

  private Path store;
  private Path process;

  @BeforeEach
  void someoneWorkedHere() throws IOException {
    store = directory.resolve(APPLICATION).resolve("1_0/rocksdb/incidents/CURRENT");
    Files.createDirectories(store.getParent());
    Files.writeString(store, "MANIFEST-000005");
    process = directory.resolve(APPLICATION).resolve("kafka-streams-process-metadata");
    Files.writeString(process, "{}");
  }

  @Test
  void theFirstStartFindsNothingToThrowAway(@TempDir Path empty) {
    assertThat(state(empty).open()).isFalse();
  }

  @Test
  void whatAKilledProcessLeftIsThrownAwayButNotItsName() {
    assertThat(state(directory).open()).isTrue();

    assertThat(directory.resolve(APPLICATION).resolve("1_0")).doesNotExist();
    assertThat(process).exists();
  }

  @Test
  void theTopologyThatRanLastIsKnownAlsoAfterAKill() {
    assertThat(state(directory).hasRun("one")).isFalse();
    state(directory).runs("one");
    state(directory).open();
    assertThat(state(directory).hasRun("one")).isTrue();
    assertThat(state(directory).hasRun("another")).isFalse();
  }

  @Test
  void whatWasClosedIsUsedAgain() {
    state(directory).closed();

    assertThat(state(directory).open()).isFalse();
    assertThat(store).exists();
  }

  @Test
  void aTaskWithAWindowStoreWithoutWindowsIsThrownAwayAllTheSame() throws IOException {
    Path idle = directory.resolve(APPLICATION).resolve("1_1");
    Files.createDirectories(idle.resolve("rocksdb/incidents"));
    Files.createDirectories(idle.resolve("timeline"));
    state(directory).closed();

    assertThat(state(directory).open()).isFalse();
    assertThat(idle).doesNotExist();
    assertThat(store).exists();
  }

  @Test
  void cleanCountsForOneStartOnly() {
    state(directory).closed();
    state(directory).open();

    assertThat(state(directory).open()).isTrue();
    assertThat(store).doesNotExist();
  }

  private static LocalState state(Path directory) {
    return new LocalState(directory, APPLICATION);
  }
}
