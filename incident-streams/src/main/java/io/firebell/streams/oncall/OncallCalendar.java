package io.firebell.streams.oncall;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.Shift;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;

/// A schedule as a calendar that others subscribe to, by [RFC
/// 5545](https://www.rfc-editor.org/rfc/rfc5545): an event for each shift.
///
/// It begins with the shift that the day begins with, which is cut where it began more than twelve
/// weeks ago, and ends twelve weeks after that day. All of a day (UTC) it is the same but for its
/// stamp, and an event keeps its `UID` for as long as its user and its begin stay what they are, so
/// subscribers see events change rather than vanish and come back.
final class OncallCalendar {

  private static final Duration AHEAD = Duration.ofDays(12 * 7);

  private OncallCalendar() {}

  static String text(Schedule schedule, Instant now) {
    ICalendar calendar = new ICalendar();
    calendar.setVersion(ICalVersion.V2_0);
    calendar.setProductId("-//Firebell//On-call schedule//EN");
    calendar.setName("On call: " + schedule.name());
    calendar.setExperimentalProperty("X-WR-CALNAME", "On call: " + schedule.name());
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    Instant from = schedule.shiftAt(today, AHEAD).from();
    schedule.shifts(from, today.plus(AHEAD)).stream()
        .filter(shift -> !shift.isGap())
        .map(shift -> event(schedule, shift, now))
        .forEach(calendar::addEvent);
    return calendar.write();
  }

  private static VEvent event(Schedule schedule, Shift shift, Instant now) {
    VEvent event = new VEvent();
    event.setUid(uid(schedule, shift));
    event.setDateTimeStamp(Date.from(now));
    event.setDateStart(Date.from(shift.from()));
    event.setDateEnd(Date.from(shift.to()));
    event.setSummary(shift.user() + " is on call (" + schedule.name() + ")");
    event.setTransparency(true); // whoever is on call has time for other things
    return event;
  }

  private static String uid(Schedule schedule, Shift shift) {
    String name =
        String.join("\n", "firebell", schedule.name(), shift.user(), shift.from().toString());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
