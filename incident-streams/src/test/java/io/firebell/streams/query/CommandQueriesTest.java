package io.firebell.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.LoggedFact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandQueriesTest {

  /// More than an incident remembers.
  private static final int MANY = 40;

  @TempDir private Path state;
  private Night night;
  private IncidentQueries incidents;
  private CommandQueries commands;

  @BeforeEach
  void start() {
    night = new Night(state);
    incidents = new IncidentQueries(night);
    commands = new CommandQueries(incidents);
  }

  @AfterEach
  void stop() {
    night.close();
  }

  private void ask(String command, String incident, Action action) {
    night.carryOut(
        IncidentId.parse(incident).group().hash(),
        new Command(command, "default", incident, "alice", action));
  }

  private CommandResult find(String incident, String command) {
    return commands.find("default", IncidentId.parse(incident), command);
  }

  @Test
  void whatWasFollowedAndWhatWasRefusedIsKnown() {
    String incident = night.fire("db", "critical", "a");
    ask("first", incident, new Action.Acknowledge(""));
    ask("second", incident, new Action.Acknowledge(""));

    assertThat(find(incident, "first")).isEqualTo(new CommandResult.Followed());
    assertThat(find(incident, "second"))
        .isEqualTo(new CommandResult.Refused("already acknowledged by alice"));
    assertThat(find(incident, "third")).isEqualTo(new CommandResult.NotHeard());
  }

  @Test
  void anIncidentThatIsNotThereOrAnothersIsNone() {
    String incident = night.fire("db", "critical", "a");
    String next = incident.replaceFirst("-1$", "-2");

    assertThat(find("00000000000000aa-1", "c")).isEqualTo(new CommandResult.NoIncident());
    assertThat(find(next, "c")).isEqualTo(new CommandResult.NoIncident());
    assertThat(commands.find("acme", IncidentId.parse(incident), "c"))
        .isEqualTo(new CommandResult.NoIncident());
  }

  @Test
  void whatTheIncidentDoesNotRememberIsOnItsTimeline() {
    String incident = night.fire("db", "critical", "a");
    ask("first", incident, new Action.Acknowledge(""));
    for (int i = 0; i < MANY; i++) {
      ask("note-" + i, incident, new Action.AddNote("more"));
    }

    assertThat(find(incident, "first")).isEqualTo(new CommandResult.Followed());
    assertThat(find(incident, "none")).isEqualTo(new CommandResult.NotHeard());
  }

  @Test
  void howeverMuchHasHappenedNoMoreThanItsEndIsLookedAt() {
    String incident = night.fire("db", "critical", "a");
    ask("first", incident, new Action.Acknowledge(""));
    night.joinMany("db", "critical", CommandQueries.LOOKED_AT);

    assertThat(find(incident, "none")).isEqualTo(new CommandResult.NotHeard());
    assertThat(find(incident, "first")).isEqualTo(new CommandResult.Followed());
    for (int i = 0; i < MANY; i++) {
      ask("note-" + i, incident, new Action.AddNote("more"));
    }
    assertThat(find(incident, "first")).isEqualTo(new CommandResult.Forgotten());
    assertThat(find(incident, "note-" + (MANY - 1))).isEqualTo(new CommandResult.Followed());
  }

  @Test
  void whatWasAskedOfAnIncidentIsKnownWhenThereIsAnother() {
    // One that pages nobody: it is over as soon as its alerts are.
    String before = night.fire("db", "P2", "a");
    ask("first", before, new Action.Acknowledge(""));
    ask("second", before, new Action.Acknowledge(""));
    night.end("db", "P2", "a");
    night.advance(Duration.ofMinutes(2));
    night.advance(Duration.ofHours(2));
    String now = night.fire("db", "P2", "a");
    ask("late", before, new Action.Escalate(""));

    assertThat(now).isNotEqualTo(before);
    assertThat(find(before, "first")).isEqualTo(new CommandResult.Followed());
    assertThat(find(before, "second"))
        .isEqualTo(new CommandResult.Refused("already acknowledged by alice"));
    assertThat(find(before, "late"))
        .isEqualTo(new CommandResult.Refused("the incident is over; now there is " + now));
  }

  @Test
  void theNewestFactsComeFirst() {
    String incident = night.fire("db", "critical", "a");
    ask("first", incident, new Action.Acknowledge(""));
    IncidentId id = IncidentId.parse(incident);
    List<LoggedFact> all = incidents.timeline(id);

    assertThat(incidents.newest(id, all.size() + 1))
        .containsExactlyInAnyOrderElementsOf(all)
        .isSortedAccordingTo((one, other) -> other.sequence() - one.sequence());
    assertThat(incidents.newest(id, 2)).containsExactly(all.getLast(), all.get(all.size() - 2));
  }
}
