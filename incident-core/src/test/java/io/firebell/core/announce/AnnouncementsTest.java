package io.firebell.core.announce;

import static io.firebell.core.announce.Noticeboard.FRIDAY;
import static io.firebell.core.announce.Noticeboard.SUNDAYS;
import static io.firebell.core.announce.Noticeboard.once;
import static io.firebell.core.announce.Noticeboard.time;
import static io.firebell.core.announce.Noticeboard.weekly;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of [Announcements], row by row, and what has to be told once however often it is
/// looked at.
class AnnouncementsTest {

  private static final Instant ANNOUNCED = time("20T04:00");

  private final Noticeboard board = new Noticeboard(FRIDAY, SUNDAYS);

  @Test
  void aWindowIsAnnouncedBeginsAndIsOver() {
    board.waitsUntil(ANNOUNCED.minusSeconds(1));
    assertThat(board.told()).isEmpty();
    board.waitsUntil(ANNOUNCED);
    assertThat(board.delivered())
        .containsExactly("ops PLANNED 22T04:00-05:00", "chat PLANNED 22T04:00-05:00");
    board.waitsUntil(time("22T03:59"));
    assertThat(board.told()).isEmpty();
    board.waitsUntil(time("22T04:00"));
    assertThat(board.delivered())
        .containsExactly("ops BEGUN 22T04:00-05:00", "chat BEGUN 22T04:00-05:00");
    board.mutes();
    board.mutes();
    board.waitsUntil(time("22T05:00").plus(Window.COUNTED));
    assertThat(board.delivered())
        .containsExactly("ops OVER 22T04:00-05:00 muted 2", "chat OVER 22T04:00-05:00 muted 2");
    assertThat(board.bulletin().windows()).isEmpty();
    assertThat(board.bulletin().opensAt()).isEqualTo(time("27T04:00"));
  }

  @Test
  void theFirstIsAMessageOfItsOwnAndTheOthersContinueIt() {
    Event[] expected = {Event.OPENED, Event.REPORTED, Event.RESOLVED};
    Instant[] times = {ANNOUNCED, time("22T04:00"), time("22T05:01")};
    for (int i = 0; i < expected.length; i++) {
      board.waitsUntil(times[i]);
      Notification toChat = board.sent().get(1);
      assertThat(toChat.event()).isEqualTo(expected[i]);
      assertThat(toChat.remoteId()).isEqualTo(i == 0 ? "" : "id of chat");
      board.delivered();
    }
  }

  @Test
  void nothingIsToldAgainByTheSamePolicyOrAfterARestart() {
    board.waitsUntil(ANNOUNCED);
    board.delivered();
    board.look();
    board.adopts(SUNDAYS);
    assertThat(board.told()).isEmpty();
    board.waitsUntil(time("22T04:30"));
    board.delivered();
    board.adopts(SUNDAYS);
    board.look();
    assertThat(board.told()).isEmpty();
  }

  @Test
  void whatIsBeingToldWhenARestartComesIsNotToldTwice() {
    board.waitsUntil(ANNOUNCED);
    assertThat(board.told()).hasSize(2);
    board.look();
    board.adopts(SUNDAYS);
    assertThat(board.told()).isEmpty();
  }

  @Test
  void whatWasDueWhileNothingRanIsAnnouncedLateIfItIsStillToCome() {
    board.isDownUntil(time("22T03:00"));
    assertThat(board.told())
        .containsExactly("ops PLANNED 22T04:00-05:00", "chat PLANNED 22T04:00-05:00");
  }

  @Test
  void whatBeganWhileNothingRanHasBegunWhenItDid() {
    board.isDownUntil(time("22T04:30"));
    assertThat(board.told())
        .containsExactly("ops BEGUN 22T04:00-05:00", "chat BEGUN 22T04:00-05:00");
  }

  @Test
  void ofWhatWasOverBeforeAnybodyHeardOfItNobodyHears() {
    board.isDownUntil(time("22T06:00"));
    assertThat(board.told()).isEmpty();
    assertThat(board.bulletin().opensAt()).isEqualTo(time("27T04:00"));
  }

  @Test
  void whoHasHeardOfItHearsTheEndThoughNothingRanUntilThen() {
    board.waitsUntil(ANNOUNCED);
    board.delivered();
    board.isDownUntil(time("22T06:00"));
    assertThat(board.told()).containsExactly("ops OVER 22T04:00-05:00", "chat OVER 22T04:00-05:00");
  }

  @Test
  void timesThatOverlapThoseAnnouncedAreOtherTimesOfTheSameWindow() {
    board.waitsUntil(ANNOUNCED);
    board.delivered();
    board.adopts(weekly(4 * 60 + 30, 6 * 60, Duration.ofDays(2), List.of("ops", "chat")));
    assertThat(board.delivered())
        .containsExactly(
            "ops PLANNED changed 22T04:30-06:00", "chat PLANNED changed 22T04:30-06:00");
    board.waitsUntil(time("22T04:30"));
    assertThat(board.delivered())
        .containsExactly("ops BEGUN 22T04:30-06:00", "chat BEGUN 22T04:30-06:00");
  }

  @Test
  void otherTimesCallOffWhatWasAnnouncedAndAreAnnouncedThemselves() {
    board.waitsUntil(ANNOUNCED);
    board.delivered();
    board.adopts(weekly(8 * 60, 9 * 60, Duration.ofDays(3), List.of("ops")));
    assertThat(board.told())
        .containsExactly(
            "ops CALLED_OFF 22T04:00-05:00",
            "chat CALLED_OFF 22T04:00-05:00",
            "ops PLANNED 22T08:00-09:00");
  }

  @Test
  void whatIsNotAnnouncedYetMayBeChangedWithoutAWord() {
    board.adopts(weekly(8 * 60, 9 * 60, Duration.ofDays(2), List.of("ops")));
    board.waitsUntil(time("20T07:59"));
    assertThat(board.told()).isEmpty();
    board.waitsUntil(time("20T08:00"));
    assertThat(board.told()).containsExactly("ops PLANNED 22T08:00-09:00");
  }

  @Test
  void workThatIsTakenOutOfThePolicyIsCalledOff() {
    board.waitsUntil(ANNOUNCED);
    board.delivered();
    board.adopts();
    assertThat(board.delivered())
        .containsExactly("ops CALLED_OFF 22T04:00-05:00", "chat CALLED_OFF 22T04:00-05:00");
    assertThat(board.knowsNothing()).isTrue();
  }

  @Test
  void whatIsCalledOffAndPlannedAgainIsAnotherWindow() {
    board.waitsUntil(ANNOUNCED);
    String first = board.sent().getFirst().id();
    board.delivered();
    board.adopts();
    board.delivered();
    board.waitsUntil(ANNOUNCED.plusSeconds(60));
    board.adopts(SUNDAYS);
    assertThat(board.sent())
        .allSatisfy(one -> assertThat(one.event()).isEqualTo(Event.OPENED))
        .extracting(Notification::id)
        .doesNotContain(first);
  }

  @Test
  void workThatIsTakenOutWhileItGoesOnIsOverThen() {
    board.waitsUntil(time("22T04:20"));
    board.delivered();
    board.adopts();
    assertThat(board.delivered())
        .containsExactly("ops OVER 22T04:00-04:20", "chat OVER 22T04:00-04:20");
  }

  @Test
  void workThatGoesOnMayLastLonger() {
    Noticeboard work = new Noticeboard(FRIDAY, once("21T10:00", "21T11:00"));
    work.delivered();
    work.waitsUntil(time("21T10:30"));
    work.delivered();
    work.adopts(once("21T10:00", "21T13:00"));
    assertThat(work.delivered()).containsExactly("ops BEGUN changed 21T10:00-13:00");
    work.waitsUntil(time("21T12:59"));
    assertThat(work.told()).isEmpty();
    work.waitsUntil(time("21T13:01"));
    assertThat(work.delivered()).containsExactly("ops OVER 21T10:00-13:00");
    assertThat(work.knowsNothing()).isTrue();
  }

  @Test
  void aChannelThatIsNamedLaterHearsWhatTheOthersHaveHeard() {
    Noticeboard work =
        new Noticeboard(FRIDAY, weekly(240, 300, Duration.ofDays(2), List.of("ops")));
    work.waitsUntil(ANNOUNCED);
    work.delivered();
    work.adopts(SUNDAYS);
    assertThat(work.told()).containsExactly("chat PLANNED 22T04:00-05:00");
  }

  @Test
  void aChannelThatIsNamedNoMoreHearsNothingMore() {
    board.waitsUntil(ANNOUNCED);
    board.delivered();
    board.adopts(weekly(240, 300, Duration.ofDays(2), List.of("ops")));
    board.waitsUntil(time("22T04:00"));
    assertThat(board.told()).containsExactly("ops BEGUN 22T04:00-05:00");
  }

  @Test
  void withoutAnAnnouncementTheBeginningIsTheFirstNews() {
    Noticeboard work = new Noticeboard(FRIDAY, weekly(240, 300, Duration.ZERO, List.of("ops")));
    work.waitsUntil(time("22T03:59"));
    assertThat(work.told()).isEmpty();
    work.waitsUntil(time("22T04:00"));
    assertThat(work.sent()).extracting(Notification::event).containsExactly(Event.OPENED);
    assertThat(work.told()).containsExactly("ops BEGUN 22T04:00-05:00");
  }

  @Test
  void pagersAreNotTold() {
    Noticeboard work =
        new Noticeboard(FRIDAY, weekly(240, 300, Duration.ofDays(3), List.of("pager", "ops")));
    assertThat(work.told()).containsExactly("ops PLANNED 22T04:00-05:00");
  }

  @Test
  void whatCouldNotBeTakenIsToldAgainAfterAWhileWithTheSameId() {
    board.waitsUntil(ANNOUNCED);
    Notification first = board.sent().getFirst();
    board.told();
    board.reports(first, new Outcome.Retry("busy", Duration.ofMinutes(2)));
    board.waitsUntil(ANNOUNCED.plusSeconds(119));
    assertThat(board.told()).isEmpty();
    board.waitsUntil(ANNOUNCED.plusSeconds(120));
    assertThat(board.sent())
        .singleElement()
        .satisfies(again -> {
          assertThat(again.id()).isEqualTo(first.id());
          assertThat(again.attempt()).isEqualTo(2);
        });
  }

  @Test
  void whoCouldNotBeReachedHearsTheLatestOnly() {
    Noticeboard work =
        new Noticeboard(FRIDAY, weekly(240, 300, Duration.ofMinutes(10), List.of("ops")));
    work.waitsUntil(time("22T03:50"));
    Notification planned = work.sent().getFirst();
    work.told();
    work.reports(planned, new Outcome.Retry("down", Duration.ofMinutes(30)));
    work.waitsUntil(time("22T04:19"));
    assertThat(work.told()).isEmpty();
    work.waitsUntil(time("22T04:20"));
    assertThat(work.told()).containsExactly("ops BEGUN 22T04:00-05:00");
  }

  @Test
  void newsWaitForTheNewsBefore() {
    board.waitsUntil(ANNOUNCED);
    Notification toOps = board.sent().getFirst();
    board.told();
    board.adopts();
    assertThat(board.told()).isEmpty();
    board.reports(toOps, new Outcome.Delivered(""));
    assertThat(board.told()).containsExactly("ops CALLED_OFF 22T04:00-05:00");
  }

  @Test
  void whatTheFarSideRefusesIsNotTriedAgainButTheNextNewsIs() {
    board.waitsUntil(ANNOUNCED);
    board.sent().forEach(one -> board.reports(one, new Outcome.Rejected("no such channel")));
    board.told();
    assertThat(board.failures())
        .extracting(Told.Failure::reason)
        .containsExactly("no such channel", "no such channel");
    board.waitsUntil(time("22T04:00"));
    assertThat(board.told())
        .containsExactly("ops BEGUN 22T04:00-05:00", "chat BEGUN 22T04:00-05:00");
  }

  @Test
  void whoHasHeardNothingHearsNothingOfTheEnd() {
    board.waitsUntil(ANNOUNCED);
    board.sent().forEach(one -> board.reports(one, new Outcome.Rejected("no such channel")));
    board.told();
    board.adopts();
    assertThat(board.told()).isEmpty();
    assertThat(board.knowsNothing()).isTrue();
  }

  @Test
  void itIsGivenUpAfterTenAttempts() {
    Noticeboard work = new Noticeboard(FRIDAY, once("28T10:00", "28T11:00"));
    work.waitsUntil(time("26T10:00"));
    for (int i = 0; i < 10; i++) {
      Notification sent = work.sent().getLast();
      work.told();
      work.reports(sent, new Outcome.Retry("busy", Duration.ZERO));
      work.waitsUntil(time("26T10:00").plusSeconds(600L * (i + 1)));
    }
    assertThat(work.told()).isEmpty();
    assertThat(work.failures())
        .extracting(Told.Failure::reason)
        .containsExactly("busy, given up after 10 attempts");
  }

  @Test
  void whatNobodyReportsOnIsGivenUp() {
    board.waitsUntil(ANNOUNCED.plus(Duration.ofHours(2)));
    assertThat(board.told()).hasSize(2);
    assertThat(board.failures())
        .extracting(Told.Failure::reason)
        .containsOnly("nobody has reported on it for an hour");
    board.waitsUntil(time("22T04:00"));
    assertThat(board.told()).hasSize(2);
  }

  @Test
  void anAlertThatIsMutedOutsideAWindowIsNotCounted() {
    board.waitsUntil(ANNOUNCED);
    board.mutes();
    assertThat(board.bulletin().windows()).extracting(Window::muted).containsExactly(0);
  }

  @Test
  void windowsOneAfterTheOtherAreEachAnnouncedInTime() {
    Noticeboard work =
        new Noticeboard(FRIDAY, weekly(240, 300, Duration.ofDays(10), List.of("ops")));
    assertThat(work.delivered())
        .containsExactly("ops PLANNED 22T04:00-05:00", "ops PLANNED 29T04:00-05:00");
    assertThat(work.bulletin().opensAt()).isEqualTo(time("26T04:00"));
  }

  @Test
  void noMoreWindowsAreKeptThanAreOfUse() {
    Noticeboard work =
        new Noticeboard(FRIDAY, weekly(240, 300, Duration.ofDays(365), List.of("ops")));
    assertThat(work.delivered()).hasSize(Announcements.MOST_WINDOWS);
    work.waitsUntil(time("22T05:01"));
    assertThat(work.delivered()).contains("ops BEGUN 22T04:00-05:00");
    work.look();
    assertThat(work.bulletin().windows()).hasSize(Announcements.MOST_WINDOWS);
  }
}
