package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.OTHER_GROUP;
import static io.firebell.core.incident.Given.OTHER_INCIDENT;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.UpdateClock;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An incident that is merged into another, each in a shell of its own, as on two partitions.
class MergingTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Alert B = alert("b", P1, second(0));
  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final Action MERGE = new Action.Merge(OTHER_INCIDENT, "same disk");

  private final Shell one = new Shell(GROUP, Given.POLICY);
  private final Shell other = new Shell(OTHER_GROUP, Given.POLICY);
  private int heardByOne;
  private int heardByOther;

  @Test
  void aMergedIncidentSaysThatThereWillBeNoMoreAndThenNothing() {
    bothPage();
    assertThat(one.asks("carol", MERGE))
        .containsExactly(
            new Fact.IncidentMerged("carol", OTHER_INCIDENT, "same disk"),
            ended(3, SCREEN),
            ended(4, ALICE));
    answer(one);
    int sent = one.sent().size();
    one.fires(B);
    one.waits(Duration.ofDays(1));
    assertThat(one.sent()).hasSize(sent);
    assertThat(one.incident().extent().firing()).isEqualTo(2);
    assertThat(one.facts())
        .anyMatch(fact ->
            fact.fact().equals(new Fact.FlushWithheld("it is merged into " + OTHER_INCIDENT)));
    assertThat(one.incident().nextDeadline()).isEmpty();
  }

  @Test
  void theOtherListsItAndSaysSo() {
    merged();
    assertThat(other.facts().getLast().fact())
        .isEqualTo(new Fact.IncidentTakenIn(FIRST_INCIDENT, "carol"));
    assertThat(other.incident().followers()).containsExactly(FIRST_INCIDENT);
    assertThat(other.takes(new Signal.Commanded(one.asked().getLast()))).isEmpty();
  }

  @Test
  void whenTheOtherIsOverWhatStillFiresIsHeardAgain() {
    merged();
    answer(one);
    other.resolves("carol");
    deliver();
    assertThat(one.facts())
        .extracting(LoggedFact::fact)
        .contains(
            new Fact.IncidentSplit("", OTHER_INCIDENT, OTHER_INCIDENT + " is over"),
            new Fact.GroupFlushed(
                "the incident is merged into no other any more",
                true,
                one.now().plus(Duration.ofHours(1))));
    assertThat(one.sent()).extracting(Notification::event).endsWith(Event.OPENED, Event.PAGED);
    assertThat(one.incident().climb().step()).isEqualTo(1);
    assertThat(other.incident().followers()).isEmpty();
  }

  @Test
  void whatEndsMeanwhileIsOverWithoutAWord() {
    merged();
    answer(one);
    int sent = one.sent().size();
    one.ends(A);
    one.waits(Duration.ofMinutes(10));
    assertThat(one.incident().isOver()).isTrue();
    other.resolves("carol");
    deliver();
    assertThat(one.incident().isMerged()).isFalse();
    assertThat(one.sent()).hasSize(sent);
    assertThat(one.incident().nextDeadline()).isEmpty();
  }

  @Test
  void whatIsOpenedAgainStaysMergedAsLongAsTheOtherIsOpen() {
    merged();
    answer(one);
    int sent = one.sent().size();
    one.ends(A);
    one.waits(Duration.ofMinutes(6));
    one.fires(A);
    one.waits(Duration.ofMinutes(1));
    assertThat(one.incident().isOver()).isFalse();
    assertThat(one.sent()).hasSize(sent);
  }

  @Test
  void whatIsSplitIsHeardAgainAndTheOtherListsItNoMore() {
    merged();
    answer(one);
    one.asks("dave", new Action.Split("no, another disk"));
    deliver();
    assertThat(one.sent()).extracting(Notification::event).endsWith(Event.OPENED, Event.PAGED);
    assertThat(other.facts().getLast().fact())
        .isEqualTo(new Fact.IncidentParted(FIRST_INCIDENT, "split by dave"));
    assertThat(one.asks("dave", new Action.Split("")))
        .containsExactly(new Fact.CommandRefused("dave", "split", "it is not merged into another"));
  }

  @Test
  void mergedBeforeItsGroupWaitItIsTheOthersAndBegetsNothing() {
    other.fires(B);
    one.fires(A);
    one.asks("carol", MERGE);
    deliver();
    one.waits(Duration.ofMinutes(1));
    assertThat(one.sent()).isEmpty();
    other.resolves("carol");
    deliver();
    assertThat(one.sent())
        .extracting(Notification::event)
        .containsExactly(Event.OPENED, Event.PAGED);
  }

  @Test
  void splitBeforeItsGroupWaitItWaitsForThat() {
    one.fires(A);
    other.fires(B);
    one.asks("carol", MERGE);
    one.asks("carol", new Action.Split(""));
    assertThat(one.sent()).isEmpty();
    one.waits(GROUP_WAIT);
    assertThat(one.sent()).hasSize(2);
  }

  @Test
  void anIncidentThatIsOverTakesNoneIn() {
    bothPage();
    other.resolves("carol");
    one.asks("carol", MERGE);
    deliver();
    assertThat(one.incident().isMerged()).isFalse();
    assertThat(one.incident().climb().nextAt()).isNotNull();
    assertThat(lastSplit().reason()).isEqualTo(OTHER_INCIDENT + " is over");
  }

  @Test
  void anIncidentThatThereIsNotTakesNoneIn() {
    one.fires(A);
    one.waits(GROUP_WAIT);
    one.asks("carol", MERGE);
    Step answer = IncidentMachine.unknown(new Signal.Commanded(one.asked().getLast()));
    assertThat(answer.effects()).hasSize(2).first().isInstanceOf(Effect.Refuse.class);
    one.takes(new Signal.Commanded(((Effect.Ask) answer.effects().getLast()).command()));
    assertThat(one.incident().isMerged()).isFalse();
    assertThat(lastSplit().reason()).isEqualTo("there is no incident " + OTHER_INCIDENT);
  }

  @Test
  void anEarlierIncidentOfTheOtherGroupTakesNoneIn() {
    bothPage();
    other.resolves("carol");
    other.ends(B);
    other.waits(Duration.ofMinutes(6));
    other.fires(B);
    one.asks("carol", MERGE);
    int facts = other.facts().size();
    deliver();
    assertThat(other.facts()).hasSize(facts);
    assertThat(lastSplit().reason()).isEqualTo(OTHER_INCIDENT + " is over");
  }

  @Test
  void twoThatAreMergedIntoEachOtherAtOnceAreBothHeard() {
    bothPage();
    one.asks("carol", MERGE);
    other.asks("dave", new Action.Merge(FIRST_INCIDENT, ""));
    deliver();
    assertThat(one.incident().isMerged() && other.incident().isMerged()).isFalse();
    assertThat(one.incident().followers()).isEmpty();
    assertThat(other.incident().followers()).isEmpty();
  }

  @Test
  void anIncidentThatIsMergedItselfTakesNoneIn() {
    merged();
    assertThat(other.asks("dave", new Action.Merge(FIRST_INCIDENT, "")))
        .first()
        .isInstanceOf(Fact.IncidentMerged.class);
    deliver();
    assertThat(other.incident().isMerged()).isFalse();
    assertThat(one.incident().isMerged()).isTrue();
  }

  @Test
  void whatHasBeenSaidTooLateChangesNothing() {
    merged();
    one.asks("dave", new Action.Split(""));
    List<Fact> facts =
        one.takes(
            one.command(FIRST_INCIDENT, OTHER_INCIDENT, new Action.Part(OTHER_INCIDENT, "over")));
    assertThat(facts).isEmpty();
  }

  @Test
  void anIncidentIsNotMergedIntoItselfNorTwice() {
    bothPage();
    assertThat(one.asks("carol", new Action.Merge(FIRST_INCIDENT, "")))
        .containsExactly(
            new Fact.CommandRefused("carol", "merge", "an incident cannot be merged into itself"));
    one.asks("carol", MERGE);
    assertThat(one.asks("carol", MERGE))
        .containsExactly(
            new Fact.CommandRefused(
                "carol", "merge", "it is merged into " + OTHER_INCIDENT + " already"));
    assertThatThrownBy(() -> new Action.Merge("nonsense", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsToBeDoneToAMergedIncidentIsToBeDoneToTheOther() {
    merged();
    String where = "it is merged into " + OTHER_INCIDENT + ": do that there, or split it";
    assertThat(one.acknowledges("dave"))
        .containsExactly(new Fact.CommandRefused("dave", "acknowledge", where));
    assertThat(one.asks("dave", new Action.Assign("bob", "")))
        .containsExactly(new Fact.CommandRefused("dave", "assign", where));
    assertThat(one.asks("dave", new Action.AddNote("it is the disk"))).hasSize(1);
    assertThat(one.resolves("dave")).first().isInstanceOf(Fact.IncidentResolved.class);
  }

  @Test
  void anIncidentOfAnotherTenantIsNotTakenIn() {
    other.fires(B);
    other.asks("eve", new Action.TakeIn(FIRST_INCIDENT, "another"));
    assertThat(other.incident().followers()).isEmpty();
    assertThat(other.asked())
        .singleElement()
        .extracting(Command::action)
        .isEqualTo(new Action.Part(OTHER_INCIDENT, "there is no incident " + OTHER_INCIDENT));
  }

  @Test
  void theOtherTakesInOnlySoMany() {
    other.fires(B);
    for (int i = 1; i <= Merging.MOST; i++) {
      other.asks("carol", new Action.TakeIn(GROUP.key() + "-" + i, GROUP.tenant()));
    }
    other.asks("carol", new Action.TakeIn(GROUP.key() + "-1000", GROUP.tenant()));
    assertThat(other.incident().followers()).hasSize(Merging.MOST);
    assertThat(other.asked())
        .singleElement()
        .extracting(Command::action)
        .isEqualTo(
            new Action.Part(
                OTHER_INCIDENT, OTHER_INCIDENT + " has 100 incidents merged into it already"));
  }

  @Test
  void noUpdateIsExpectedOfAMergedIncidentAndOneIsAgainAfterwards() {
    UpdateClock clock = new UpdateClock(GROUP_WAIT, GROUP_WAIT, List.of());
    Policy updating = agreed().updating(P1, clock).policy();
    Shell watched = new Shell(GROUP, updating);
    watched.fires(A);
    watched.asks("carol", MERGE);
    assertThat(watched.incident().updateDueAt()).isNull();
    watched.asks("carol", new Action.Split(""));
    assertThat(watched.incident().updateDueAt()).isEqualTo(watched.now().plus(GROUP_WAIT));
  }

  private void bothPage() {
    one.fires(A);
    other.fires(B);
    one.waits(GROUP_WAIT);
    other.waits(GROUP_WAIT);
    answer(one);
    answer(other);
  }

  private void merged() {
    bothPage();
    one.asks("carol", MERGE);
    deliver();
  }

  /// Takes what each asks to the other until neither asks anything.
  private void deliver() {
    boolean isQuiet = false;
    while (!isQuiet) {
      isQuiet = heardByOther == one.asked().size() && heardByOne == other.asked().size();
      while (heardByOther < one.asked().size()) {
        other.takes(new Signal.Commanded(one.asked().get(heardByOther++)));
      }
      while (heardByOne < other.asked().size()) {
        one.takes(new Signal.Commanded(other.asked().get(heardByOne++)));
      }
    }
  }

  private static void answer(Shell shell) {
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private Fact.IncidentSplit lastSplit() {
    return one.facts().stream()
        .map(LoggedFact::fact)
        .filter(Fact.IncidentSplit.class::isInstance)
        .map(Fact.IncidentSplit.class::cast)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static Fact ended(int number, Recipient to) {
    return new Fact.NotificationRequested(
        FIRST_INCIDENT + "-n" + number,
        to,
        Event.RESOLVED,
        "merged into " + OTHER_INCIDENT + " by carol",
        1);
  }
}
