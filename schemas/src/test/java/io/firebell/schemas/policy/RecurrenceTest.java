package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebell.core.time.Hours;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

  /// November 2026 begins on a Sunday; London keeps Greenwich's time until 28 March.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sun 04:00-05:00 UTC                 | 2026-11-02T00:00:00Z | 2026-11-08T04:00:00Z | 2026-11-08T05:00:00Z
          Tue,Thu 03:00-03:30 UTC             | 2026-11-03T12:00:00Z | 2026-11-05T03:00:00Z | 2026-11-05T03:30:00Z
          Sat,Mon-Wed 03:00-03:30 UTC         | 2026-11-04T12:00:00Z | 2026-11-07T03:00:00Z | 2026-11-07T03:30:00Z
          first Sun 02:00-04:00 UTC           | 2026-11-02T00:00:00Z | 2026-12-06T02:00:00Z | 2026-12-06T04:00:00Z
          second Sun 02:00-04:00 UTC          | 2026-11-02T00:00:00Z | 2026-11-08T02:00:00Z | 2026-11-08T04:00:00Z
          third Sun 02:00-04:00 UTC           | 2026-11-02T00:00:00Z | 2026-11-15T02:00:00Z | 2026-11-15T04:00:00Z
          fourth Sun 02:00-04:00 UTC          | 2026-11-02T00:00:00Z | 2026-11-22T02:00:00Z | 2026-11-22T04:00:00Z
          last Fri 22:00-02:00 Europe/London  | 2026-11-02T00:00:00Z | 2026-11-27T22:00:00Z | 2026-11-28T02:00:00Z
          last Fri 22:00-02:00 Europe/London  | 2027-04-01T00:00:00Z | 2027-04-30T21:00:00Z | 2027-05-01T01:00:00Z
          1 00:00-01:00 UTC                   | 2026-11-02T00:00:00Z | 2026-12-01T00:00:00Z | 2026-12-01T01:00:00Z
          31 23:00-24:00 UTC                  | 2026-11-02T00:00:00Z | 2026-12-31T23:00:00Z | 2027-01-01T00:00:00Z
          daily 02:00-03:00 UTC               | 2026-11-02T02:30:00Z | 2026-11-03T02:00:00Z | 2026-11-03T03:00:00Z
          """)
  void aLineSaysWhatRecurs(String text, Instant after, Instant begins, Instant ends) {
    Hours hours = Recurrence.parse(text);
    assertThat(hours.name()).isEqualTo(text);
    assertThat(hours.nextBeginning(after)).contains(begins);
    assertThat(hours.nextChange(begins)).contains(ends);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sun 04:00-05:00          | should be days, times and a time zone such as 'Sun 04:00-05:00 UTC': was "Sun 04:00-05:00"
          04:00-05:00 UTC          | should be days, times and a time zone such as 'Sun 04:00-05:00 UTC': was "04:00-05:00 UTC"
          weekly                   | should be days, times and a time zone such as 'Sun 04:00-05:00 UTC': was "weekly"
          Sun 4:00-5:00 UTC        | should be times such as 09:00-17:30 or 22:00-06:00: was "4:00-5:00"
          Sun 04:00-24:30 UTC      | should be times such as 09:00-17:30 or 22:00-06:00: was "04:00-24:30"
          Sun 04:00-05:00 Utc+x    | should be a time zone such as Europe/London or UTC: was "Utc+x"
          Sunday 04:00-05:00 UTC   | should be a day such as Sat, or days such as Mon-Fri: was "Sunday"
          Sun,Foo 04:00-05:00 UTC  | should be a day such as Sat, or days such as Mon-Fri: was "Foo"
          Sun, 04:00-05:00 UTC     | should be a day such as Sat, or days such as Mon-Fri: was ""
          32 04:00-05:00 UTC       | a day of the month should be from 1 to 31, or from -1 to -31 counted from its end: was 32
          """)
  void whatIsWrongIsNamed(String text, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recurrence.parse(text))
        .withMessage(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fifth Sun 04:00-05:00 UTC  | fifth Sun
          first 04:00-05:00 UTC      | first
          sun 04:00-05:00 UTC        | sun
          0x1 04:00-05:00 UTC        | 0x1
          """)
  void daysThatRecurInNoKnownWayAreNamed(String text, String days) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recurrence.parse(text))
        .withMessageStartingWith("should begin with daily, days of the week such as Sun")
        .withMessageEndingWith("was \"" + days + "\"");
  }
}
