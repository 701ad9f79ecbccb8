package io.firebell.schemas.template;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A template filled in with made-up values, before anybody depends on it: with everything there,
/// with nothing there, and with texts that are meant to break out of theirs.
public final class Rehearsal {

  /// What every format has to make harmless.
  static final String HOSTILE = "a\"b'c\\d<e>&f=g\n{{h}}\u0000\u202e%26é😀";

  private static final Instant TIME = Instant.parse("2026-11-21T20:15:30Z");

  private Rehearsal() {}

  /// Tries a template with every event.
  ///
  /// @throws TemplateException if it makes nothing of its format with any of them
  public static void of(TextTemplate template, Iterable<String> events) throws TemplateException {
    for (String event : events) {
      for (int items : List.of(0, 1, 2)) {
        for (boolean flag : List.of(true, false)) {
          for (String text : List.of("", "text", HOSTILE)) {
            template.fill(values(event, text, items, flag));
          }
        }
      }
    }
  }

  static Map<String, Object> values(String event, String text, int items, boolean flag) {
    Map<String, Object> values = new LinkedHashMap<>();
    Vocabulary.root()
        .names()
        .forEach((name, shape) -> values.put(name, value(shape, text, items, flag)));
    values.put("event", event);
    return values;
  }

  private static Object value(Shape shape, String text, int items, boolean flag) {
    return switch (shape) {
      case Shape.Text _ -> text;
      case Shape.Whole _ -> items;
      case Shape.Flag _ -> flag;
      case Shape.Time _ -> text.isEmpty() ? "" : TIME;
      case Shape.ListOf(Shape item) -> Collections.nCopies(items, value(item, text, items, flag));
      case Shape.Labelled _ -> labelled(text, items);
      case Shape.Fields(var names) -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        names.forEach((name, part) -> fields.put(name, value(part, text, items, flag)));
        yield fields;
      }
    };
  }

  private static Map<String, String> labelled(String text, int items) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : Stream.of("alertname", "service").limit(items).toList()) {
      labels.put(name, text);
    }
    return labels;
  }
}
