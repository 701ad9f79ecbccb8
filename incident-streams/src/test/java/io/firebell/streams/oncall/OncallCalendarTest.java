package io.firebell.streams.oncall;

import static io.firebell.streams.oncall.OncallServer.NOW;
import static io.firebell.streams.oncall.OncallServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calendar over HTTP, parsed again. 21 November 2026 is a Saturday, and 16 November a Monday.
class OncallCalendarTest {

  private static final String SCHEDULES =
      """
      schedules:
        primary:
          timezone: Europe/London
          rotate: weekly
          handoff: 'Mon 09:00'
          start: '2026-11-16'
          users: [alice, bob]
          overrides: [{ user: alice, from: '2026-12-24T09:00', to: '2026-12-27T09:00' }]
        shadow:
          timezone: Europe/London
          rotate: weekly
          handoff: 'Mon 09:00'
          start: '2026-11-16'
          users: [alice, bob]
        office.hours:
          timezone: Europe/Paris
          rotate: daily
          handoff: '09:00'
          users: alice
          restrict: { days: Mon-Fri, from: '09:00', to: '17:00' }
        boss: { timezone: UTC, rotate: daily, handoff: '09:00', users: bob }
      """;

  private final OncallServer server = new OncallServer(SCHEDULES);

  @AfterEach
  void stop() {
    server.close();
  }

  /// An event as a test compares it.
  private record Entry(String summary, Instant from, Instant to) {
    static Entry of(VEvent event) {
      return new Entry(
          event.getSummary().getValue(),
          event.getDateStart().getValue().toInstant(),
          event.getDateEnd().getValue().toInstant());
    }
  }

  private static Entry entry(String summary, String from, String to) {
    return new Entry(summary, Instant.parse(from), Instant.parse(to));
  }

  private ICalendar calendar(String schedule) throws Exception {
    HttpResponse<String> answer = server.get("/" + schedule + ".ics");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/calendar; charset=utf-8");
    List<List<ParseWarning>> warnings = new ArrayList<>();
    List<ICalendar> calendars = Biweekly.parse(answer.body()).warnings(warnings).all();
    assertThat(warnings).containsExactly(List.of());
    ICalendar calendar = calendars.getFirst();
    assertThat(calendar.validate(ICalVersion.V2_0)).isEmpty();
    return calendar;
  }

  private List<Entry> entries(String schedule) throws Exception {
    return calendar(schedule).getEvents().stream().map(Entry::of).toList();
  }

  @Test
  void everyShiftOfTwelveWeeksIsAnEvent() throws Exception {
    List<Entry> entries = entries("primary");
    assertThat(entries)
        .startsWith(
            entry("alice is on call (primary)", "2026-11-16T09:00:00Z", "2026-11-23T09:00:00Z"),
            entry("bob is on call (primary)", "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"))
        .containsSubsequence(
            entry("bob is on call (primary)", "2026-12-21T09:00:00Z", "2026-12-24T09:00:00Z"),
            entry("alice is on call (primary)", "2026-12-24T09:00:00Z", "2026-12-27T09:00:00Z"),
            entry("bob is on call (primary)", "2026-12-27T09:00:00Z", "2026-12-28T09:00:00Z"),
            entry("alice is on call (primary)", "2026-12-28T09:00:00Z", "2027-01-04T09:00:00Z"))
        .endsWith(
            entry("bob is on call (primary)", "2027-02-01T09:00:00Z", "2027-02-08T09:00:00Z"),
            entry("alice is on call (primary)", "2027-02-08T09:00:00Z", "2027-02-13T00:00:00Z"));
    assertThat(entries).hasSize(15);
    for (int i = 1; i < entries.size(); i++) {
      assertThat(entries.get(i).from()).isEqualTo(entries.get(i - 1).to());
    }
  }

  @Test
  void timesWhenNobodyIsOnCallAreNoEvents() throws Exception {
    assertThat(entries("office.hours"))
        .hasSize(12 * 5)
        .startsWith(
            entry(
                "alice is on call (office.hours)", "2026-11-23T08:00:00Z", "2026-11-23T16:00:00Z"),
            entry(
                "alice is on call (office.hours)", "2026-11-24T08:00:00Z", "2026-11-24T16:00:00Z"));
  }

  @Test
  void whoIsAlwaysOnCallIsOneEvent() throws Exception {
    assertThat(entries("boss"))
        .containsExactly(
            entry("bob is on call (boss)", "2026-08-29T00:00:00Z", "2027-02-13T00:00:00Z"));
  }

  @Test
  void theCalendarHasANameAndItsEventsBlockNobodysTime() throws Exception {
    ICalendar calendar = calendar("primary");
    assertThat(calendar.getNames())
        .extracting(name -> name.getValue())
        .containsExactly("On call: primary");
    assertThat(calendar.getEvents())
        .allSatisfy(event -> {
          assertThat(event.getTransparency().isTransparent()).isTrue();
          assertThat(event.getDateTimeStamp().getValue().toInstant()).isEqualTo(NOW);
        });
  }

  @Test
  void everyEventHasANameOfItsOwnThatItKeeps() throws Exception {
    List<String> first = uids(server, "primary");
    assertThat(first).doesNotHaveDuplicates().hasSize(15);
    assertThat(uids(server, "shadow")).doesNotContainAnyElementsOf(first);
    String moved = SCHEDULES.replace("'2026-12-27T09:00'", "'2026-12-26T09:00'");
    try (OncallServer later = new OncallServer(moved, NOW.plus(Duration.ofHours(20)))) {
      List<String> second = uids(later, "primary");
      assertThat(second.subList(0, 7)).isEqualTo(first.subList(0, 7));
      assertThat(second.get(7)).isNotEqualTo(first.get(7)); // Bob's after Christmas begins earlier
      assertThat(second.subList(8, 15)).isEqualTo(first.subList(8, 15));
    }
  }

  private static List<String> uids(OncallServer server, String schedule) throws Exception {
    String text = server.get("/" + schedule + ".ics").body();
    return Biweekly.parse(text).first().getEvents().stream()
        .map(event -> event.getUid().getValue())
        .toList();
  }

  @Test
  void everyTimeIsInUtcAndEveryLineEndsAsItShould() throws Exception {
    String text = server.get("/primary.ics").body();
    assertThat(text).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(text.lines().filter(line -> line.startsWith("DT")))
        .hasSize(3 * 15)
        .allMatch(line -> line.matches("DT(STAMP|START|END):[0-9]{8}T[0-9]{6}Z"));
  }

  @ParameterizedTest
  @CsvSource({"GET, /primry.ics, 404", "GET, /.ics, 404", "POST, /primary.ics, 405"})
  void whatThereIsNotIsRefused(String method, String path, int code) throws Exception {
    HttpResponse<String> answer = server.send(method, path);
    assertThat(answer.statusCode()).isEqualTo(code);
    if (path.length() > "/.ics".length()) {
      assertThat(json(answer.body()).path("code").asInt()).isEqualTo(code);
    }
  }
}
