package io.firebell.schemas.policy;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often somebody may be written to: `1/s`, `30/m`, `10/10s`.
///
/// @param count how many messages may be sent at once when there have been none for a while, at
///   least 1
/// @param interval in how long one more may be sent
public record Rate(int count, Duration interval) {

  static final String REGEXP = "^[1-9][0-9]{0,4}/([1-9][0-9]{0,4})?(s|m|h)$";

  private static final Pattern TEXT =
      Pattern.compile("(?<count>[1-9][0-9]{0,4})/(?<number>[1-9][0-9]{0,4})?(?<unit>[smh])");

  /// @throws IllegalArgumentException if there is to be no message, or no time between them
  public Rate {
    if (count < 1 || !interval.isPositive()) {
      throw new IllegalArgumentException(
          "a rate should be of at least 1 message in some time: was %d, one each %s"
              .formatted(count, interval));
    }
  }

  /// @throws IllegalArgumentException if the text is no rate
  public static Rate parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be a number of messages in a time, such as 1/s, 30/m or 10/10s: was \""
              + text
              + "\"");
    }
    int count = Integer.parseInt(matcher.group("count"));
    String number = matcher.group("number");
    Duration time =
        PrometheusDuration.parse((number == null ? "1" : number) + matcher.group("unit"));
    return new Rate(count, time.dividedBy(count));
  }
}
