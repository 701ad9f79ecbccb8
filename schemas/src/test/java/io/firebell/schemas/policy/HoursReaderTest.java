package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.time.DayRange;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import io.firebell.core.time.YearRange;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursReaderTest {

  private static final String COMPLETE = Resources.text("complete.yaml");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final ZoneId UTC = ZoneId.of("UTC");

  @Test
  void oneStretchNeedsNoList() {
    assertThat(hours(COMPLETE))
        .containsEntry(
            "business",
            new Hours(
                "business",
                List.of(
                    new TimeInterval(
                        List.of(new TimeRange(9 * 60, 17 * 60 + 30)),
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        List.of(),
                        Set.of(),
                        List.of(),
                        LONDON))));
  }

  @Test
  void everyPartOfACalendarIsUnderstood() {
    assertThat(hours(COMPLETE))
        .containsEntry(
            "quiet",
            new Hours(
                "quiet",
                List.of(
                    new TimeInterval(
                        List.of(new TimeRange(22 * 60, 6 * 60)),
                        Set.of(),
                        List.of(),
                        Set.of(),
                        List.of(),
                        LONDON),
                    new TimeInterval(
                        List.of(new TimeRange(0, 9 * 60), new TimeRange(12 * 60, 1440)),
                        EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY),
                        List.of(new DayRange(1, 7), new DayRange(-1, -1), new DayRange(-10, -8)),
                        EnumSet.of(Month.NOVEMBER, Month.DECEMBER, Month.JANUARY, Month.JUNE),
                        List.of(new YearRange(2026, 2026), new YearRange(2028, 2030)),
                        UTC))));
  }

  @ParameterizedTest
  @CsvSource({
    "'22:00', '06:00', 1320, 360",
    "'22:00', '24:00', 1320, 1440",
    "'22:00', '00:00', 1320, 1440",
    "'09:00', '09:00', 540, 540",
  })
  void hoursThatEndNoLaterThanTheyBeginEndOnTheNextDay(String from, String to, int start, int end) {
    String yaml =
        """
        hours:
          business: { timezone: UTC, days: Mon }
          quiet: { timezone: UTC, from: '%s', to: '%s' }
        """
            .formatted(from, to);
    assertThat(hours(Overlay.on(COMPLETE, yaml)).get("quiet"))
        .extracting(quiet -> quiet.intervals().getFirst().times())
        .isEqualTo(List.of(new TimeRange(start, end)));
  }

  private static Map<String, Hours> hours(String yaml) {
    return ((Accepted) PolicyReader.read(yaml, 1)).policy().hours();
  }
}
