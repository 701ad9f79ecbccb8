package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.standalone.kit.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher records.
class RehearsalIT {

  @Test
  void everyWaveGoesThroughTheProgramAndItEndsByItself(@TempDir Path data) {
    try (Program program = Program.beginUp(data, "--rehearse", "--partitions", "1")) {
      assertThat(program.awaitExit()).as(program::err).isZero();
      // Each group has been resolved before the next wave, so that none was passed over.
      int groups = Rehearsal.WAVES.stream().mapToInt(Integer::intValue).sum();
      assertThat(
              program
                  .err()
                  .lines()
                  .filter(line ->
                      line.contains("fact=\"IncidentResolved\"")
                          && line.contains("cause=\"timer group interval\"")))
          .hasSizeGreaterThanOrEqualTo(groups);
      assertThat(data).isEmptyDirectory();
    }
  }
}
