package io.firebell.schemas.template;

import io.firebell.schemas.template.Shape.Fields;
import io.firebell.schemas.template.Shape.ListOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The names that a template can mention: the whole of what it can reach. `docs/templates.md` says
/// what each means.
///
/// Every name is always there, about a maintenance too: what there is nothing to say of is empty, 0
/// or false.
public final class Vocabulary {

  static final Shape TEXT = new Shape.Text();
  static final Shape WHOLE = new Shape.Whole();
  static final Shape FLAG = new Shape.Flag();
  static final Shape TIME = new Shape.Time();
  static final Shape LABELLED = new Shape.Labelled();

  private static final Fields RECIPIENT = fields("name", TEXT, "user", FLAG);

  private static final Fields INCIDENT =
      fields(
          "id", TEXT,
          "status", TEXT,
          "open", FLAG,
          "resolved", FLAG,
          "priority", TEXT,
          "priorityName", TEXT,
          "rule", TEXT,
          "firing", WHOLE,
          "total", WHOLE,
          "step", WHOLE,
          "acknowledgedBy", TEXT,
          "openedAt", TIME,
          "resolvedAt", TIME,
          "duration", TEXT,
          "labels", LABELLED);

  private static final Fields ALERT =
      fields(
          "name", TEXT,
          "firing", FLAG,
          "summary", TEXT,
          "labels", LABELLED,
          "annotations", LABELLED,
          "breach", TEXT,
          "startsAt", TIME,
          "endsAt", TIME,
          "generatorUrl", TEXT,
          "fingerprint", TEXT);

  private static final Fields MAINTENANCE =
      fields(
          "name", TEXT,
          "stage", TEXT,
          "changed", FLAG,
          "from", TIME,
          "to", TIME,
          "match", new ListOf(TEXT),
          "muted", WHOLE);

  /// One of several that are told at once.
  private static final Fields TOLD =
      fields("event", TEXT, "title", TEXT, "news", TEXT, "id", TEXT, "acknowledge", TEXT);

  private static final Fields ROOT =
      fields(
          "event", TEXT,
          "title", TEXT,
          "topic", TEXT,
          "news", TEXT,
          "reason", TEXT,
          "summary", TEXT,
          "details", new ListOf(fields("name", TEXT, "text", TEXT)),
          "at", TIME,
          "incident", INCIDENT,
          "labels", LABELLED,
          "annotations", LABELLED,
          "alerts", new ListOf(ALERT),
          "hidden", WHOLE,
          "runbooks", new ListOf(TEXT),
          "onCall", new ListOf(TEXT),
          "maintenance", MAINTENANCE,
          "recipient", RECIPIENT,
          "links", fields("firebell", TEXT, "acknowledge", TEXT, "resolve", TEXT),
          "acknowledge", TEXT,
          "tenant", TEXT,
          "policyVersion", WHOLE,
          "notification", TEXT,
          "count", WHOLE,
          "bundle", new ListOf(TOLD));

  private Vocabulary() {}

  /// What a template begins with.
  public static Fields root() {
    return ROOT;
  }

  /// A value for each name, of which there is nothing to say. May be changed.
  public static Map<String, Object> nothing() {
    Map<String, Object> values = new LinkedHashMap<>();
    ROOT.names().forEach((name, shape) -> values.put(name, nothing(shape)));
    return values;
  }

  private static Object nothing(Shape shape) {
    return switch (shape) {
      case Shape.Text _, Shape.Time _ -> "";
      case Shape.Whole _ -> 0;
      case Shape.Flag _ -> false;
      case ListOf _ -> List.of();
      case Shape.Labelled _ -> Map.of();
      case Fields(var names) -> {
        Map<String, Object> values = new LinkedHashMap<>();
        names.forEach((name, part) -> values.put(name, nothing(part)));
        yield values;
      }
    };
  }

  private static Fields fields(Object... namesAndShapes) {
    SequencedMap<String, Shape> names = new LinkedHashMap<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      names.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
    }
    return new Fields(names);
  }
}
