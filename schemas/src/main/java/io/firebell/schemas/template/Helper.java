package io.firebell.schemas.template;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A word that does something to values: `{{ upper labels.team }}`. What is written in quotes and
/// is none of its business is refused before anything is filled in.
///
/// | helper | takes | gives |
/// |---|---|---|
/// | `date` | a time, `zone="Europe/London"`, `format="HH:mm"` | the time as people there write it |
/// | `upper`, `lower` | a value | it in capitals, or without |
/// | `default` | a value and another | the first, or the other where that is empty |
/// | `truncate` | a value and a number | it, visibly cut to that many characters |
/// | `join` | a list of texts and a text | the texts with that between them |
/// | `json` | anything | it as JSON, quotes and brackets included |
/// | `urlencode` | a value | it as a part of a URL |
/// | `eq` | two values | whether they are the same |
enum Helper {
  DATE(1, 1),
  UPPER(1, 1),
  LOWER(1, 1),
  DEFAULT(2, 2),
  TRUNCATE(2, 2),
  JOIN(1, 2),
  JSON(1, 1),
  URLENCODE(1, 1),
  EQ(2, 2);

  private final int least;
  private final int most;

  Helper(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /// As templates write it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it gives.
  Shape result() {
    return this == EQ ? Vocabulary.FLAG : Vocabulary.TEXT;
  }

  /// What can be said after its values, each with a text in quotes.
  List<String> options() {
    return this == DATE ? List.of("zone", "format") : List.of();
  }

  static Optional<Helper> of(String word) {
    return Arrays.stream(values()).filter(helper -> helper.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Helper::word).toList();
  }

  /// What is wrong with what it is given; empty when nothing.
  Optional<String> complaint(List<Shape> given) {
    if (given.size() < least || given.size() > most) {
      String wanted = least == most ? String.valueOf(least) : least + " or " + most;
      return Optional.of(
          "%s should be given %s %s: is given %d"
              .formatted(word(), wanted, most == 1 ? "value" : "values", given.size()));
    }
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      complaint(i, given.get(i)).ifPresent(complaints::add);
    }
    return complaints.stream().findFirst();
  }

  private Optional<String> complaint(int place, Shape given) {
    String wanted =
        switch (this) {
          case DATE -> given instanceof Shape.Time ? "" : "a time";
          case JOIN ->
              place == 0
                  ? given.equals(new Shape.ListOf(Vocabulary.TEXT)) ? "" : "a list of texts"
                  : given instanceof Shape.Text ? "" : "a text to put between";
          case TRUNCATE -> place == 1 && !(given instanceof Shape.Whole) ? "a number" : one(given);
          case JSON -> "";
          case UPPER, LOWER, DEFAULT, URLENCODE, EQ -> one(given);
        };
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s should be given %s: is given %s".formatted(word(), wanted, given.described()));
  }

  private static String one(Shape given) {
    boolean several =
        given instanceof Shape.ListOf
            || given instanceof Shape.Labelled
            || given instanceof Shape.Fields;
    return several ? "one value" : "";
  }

  /// What is wrong with an option's text; empty when nothing.
  static Optional<String> complaint(String option, String text) {
    try {
      if (option.equals("zone")) {
        Object _ = ZoneId.of(text);
      } else {
        Object _ = DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(
          option.equals("zone")
              ? "zone should be a time zone such as Europe/London: was \"" + text + "\""
              : "format should be a pattern such as yyyy-MM-dd HH:mm: was \"" + text + "\"");
    }
  }
}
