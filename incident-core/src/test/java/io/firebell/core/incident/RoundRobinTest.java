package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.ALICES_MAIL;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.inTurn;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Steps whose targets take turns.
class RoundRobinTest {

  private static final List<Recipient> RING = List.of(ALICE, BOB, HOOK);
  private static final EscalationStep ALL = inTurn(5, "user/alice", "user/bob", "channel/hook");

  @Test
  void oneIsPagedForAnIncidentAndTheNextForTheNext() {
    Shell shell = new Shell(agreed().reopening(Duration.ZERO).climbing("ladder", 0, ALL).policy());
    List<Recipient> paged = new ArrayList<>();
    for (int episode = 1; episode <= 4; episode++) {
      shell.fires(alert("a", P1, shell.now()));
      shell.waits(Duration.ofMinutes(1));
      paged.add(pages(shell).getLast());
      shell.resolves("carol");
      shell.ends(alert("a", P1, shell.now()));
    }
    assertThat(pages(shell)).hasSize(4);
    assertThat(paged.subList(0, 3)).containsExactlyInAnyOrderElementsOf(RING);
    assertThat(paged.get(1)).isEqualTo(after(paged.get(0)));
    assertThat(paged.get(2)).isEqualTo(after(paged.get(1)));
    assertThat(paged.get(3)).isEqualTo(paged.get(0));
  }

  @Test
  void theNextRoundIsTheNextOnes() {
    Shell shell = paging(agreed().climbing("ladder", 2, ALL).policy());
    shell.waits(Duration.ofMinutes(12));
    List<Recipient> paged = pages(shell);
    assertThat(paged).hasSize(3);
    assertThat(paged.get(1)).isEqualTo(after(paged.get(0)));
    assertThat(paged.get(2)).isEqualTo(after(paged.get(1)));
  }

  @Test
  void manyGroupsSpreadOverAllOfThem() {
    Policy policy = agreed().climbing("ladder", 0, ALL).policy();
    Map<Recipient, Long> first =
        IntStream.range(0, 300)
            .mapToObj(i -> Group.of("default", "{}", Labels.of("alertname", "Disk" + i)))
            .map(group -> pages(paging(new Shell(group, policy))).getFirst())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(first).hasSize(3).allSatisfy((_, times) -> assertThat(times).isBetween(70L, 130L));
  }

  @Test
  void whoHasNoContactIsPassedOver() {
    EscalationStep withStranger = inTurn(5, "user/nobody", "user/bob", "user/noone");
    Shell shell = paging(agreed().climbing("ladder", 0, withStranger).policy());
    assertThat(pages(shell)).containsExactly(BOB);
  }

  @Test
  void whoCannotBeReachedForGoodGivesTheTurnToTheNext() {
    Shell shell = paging(agreed().climbing("ladder", 0, ALL).policy());
    Recipient first = pages(shell).getFirst();
    shell.delivers(SCREEN);
    Recipient last = rejectAllOf(shell, first);
    Recipient second = after(first);
    assertThat(shell.facts()).anyMatch(one -> one.fact().equals(replaced(last, second)));
    assertThat(pages(shell).getLast()).isEqualTo(second);
    Recipient lastOfSecond = rejectAllOf(shell, second);
    assertThat(pages(shell).getLast()).isEqualTo(after(second));
    assertThat(shell.facts())
        .anyMatch(one -> one.fact().equals(replaced(lastOfSecond, after(second))));
    assertThat(rejectAllOf(shell, after(second))).isNotNull();
    assertThat(shell.facts())
        .anyMatch(one ->
            one.fact()
                .equals(new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered")));
    assertThat(shell.incident().climb().exhausted()).isTrue();
  }

  @Test
  void whoIsThereTwiceIsNotTriedTwice() {
    EscalationStep twice = inTurn(5, "user/bob", "user/bob");
    Shell shell = paging(agreed().climbing("ladder", 0, twice).policy());
    shell.rejects(BOB);
    assertThat(pages(shell)).containsExactly(BOB);
    assertThat(shell.incident().climb().exhausted()).isTrue();
  }

  /// Rejects every way to somebody, and says which was the last.
  private static Recipient rejectAllOf(Shell shell, Recipient first) {
    shell.rejects(first);
    if (first.equals(ALICE)) {
      shell.rejects(ALICES_MAIL);
      return ALICES_MAIL;
    }
    return first;
  }

  private static Fact replaced(Recipient failed, Recipient by) {
    return new Fact.RecipientReplaced(failed, by);
  }

  private static Recipient after(Recipient one) {
    return RING.get((RING.indexOf(one) + 1) % RING.size());
  }

  private static Shell paging(Policy policy) {
    return paging(new Shell(policy));
  }

  private static Shell paging(Shell shell) {
    shell.fires(alert("a", P1, second(0)));
    shell.waits(Duration.ofSeconds(30));
    return shell;
  }

  private static List<Recipient> pages(Shell shell) {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.PAGED && one.attempt() == 1)
        .map(Notification::recipient)
        .toList();
  }
}
