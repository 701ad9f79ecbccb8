package io.firebell.core.announce;

import static io.firebell.core.announce.Noticeboard.FRIDAY;
import static io.firebell.core.announce.Noticeboard.SUNDAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.firebell.core.mute.Maintenance;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What channels hear, however often and under whatever policies maintenance is looked at.
class AnnouncementsPropertyTest {

  /// Ten minutes are less than a report may take.
  private static final Duration TURN = Duration.ofMinutes(10);

  private static final Instant MONDAY = FRIDAY.plus(Duration.ofDays(3));

  private static final List<String> THEM = List.of("ops", "chat");

  @Property(tries = 50)
  void lookingMoreOftenTellsNothingMore(
      @ForAll @Size(max = 50) List<@IntRange(max = 400) Integer> turns) {
    List<Notification> plain = heard(board -> {}, List.of());
    List<Notification> often =
        heard(
            board -> {
              board.look();
              board.adopts(SUNDAYS);
            },
            turns);
    assertThat(often)
        .extracting(Notification::id, Notification::event)
        .isEqualTo(plain.stream().map(one -> tuple(one.id(), one.event())).toList());
  }

  @Property(tries = 100)
  void whatIsHeardOfEndsOnceAndLast(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 22) Integer> hours,
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 432) Integer> turns) {
    List<Maintenance> rules = new ArrayList<>();
    hours.forEach(
        hour -> rules.add(Noticeboard.weekly(hour * 60, hour * 60 + 90, Duration.ofDays(2), THEM)));
    List<Notification> heard =
        heard(board -> board.adopts(rules.isEmpty() ? SUNDAYS : rules.removeFirst()), turns);
    Map<String, List<Notification>> byWindow =
        heard.stream().collect(Collectors.groupingBy(one -> one.subject().id() + one.recipient()));
    assertThat(byWindow.values())
        .allSatisfy(news -> {
          assertThat(news.getLast()).matches(AnnouncementsPropertyTest::isLast);
          assertThat(news.stream().filter(AnnouncementsPropertyTest::isLast)).hasSize(1);
          assertThat(news).extracting(Notification::id).doesNotHaveDuplicates();
        });
  }

  /// What is heard until Monday, when the work is taken out of the policy.
  ///
  /// @param deed what is done at some of the turns
  private static List<Notification> heard(Consumer<Noticeboard> deed, List<Integer> turns) {
    Noticeboard board = new Noticeboard(FRIDAY, SUNDAYS);
    List<Notification> heard = new ArrayList<>();
    int turn = 0;
    for (Instant now = FRIDAY; now.isBefore(MONDAY); now = now.plus(TURN)) {
      board.waitsUntil(now);
      if (turns.contains(turn)) {
        deed.accept(board);
      }
      turn++;
      hear(board, heard);
    }
    board.adopts();
    hear(board, heard);
    assertThat(board.knowsNothing()).isTrue();
    return heard;
  }

  private static void hear(Noticeboard board, List<Notification> heard) {
    while (!board.sent().isEmpty()) {
      heard.addAll(board.sent());
      board.delivered();
    }
  }

  private static boolean isLast(Notification notification) {
    return ((MaintenanceSummary) notification.subject()).stage().isLast();
  }
}
