package io.firebell.schemas.policy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.schemas.template.Format;
import io.firebell.schemas.template.Problem;
import io.firebell.schemas.template.Rehearsal;
import io.firebell.schemas.template.TemplateException;
import io.firebell.schemas.template.TextTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the section `templates`, and puts the texts in it where channels name them. Each is tried
/// with what could come before anybody depends on it.
final class TemplateReader {

  private static final List<String> PARTS =
      List.of(
          ChannelSettings.SUBJECT,
          ChannelSettings.PLAIN_TEXT,
          ChannelSettings.HTML,
          ChannelSettings.BODY);

  /// A text of a template.
  ///
  /// @param file where it is from; empty when it is written in the policy
  private record Part(YamlValue place, String source, String file) {}

  private record Check(String name, String part, Format format) {}

  /// What is wrong with a text, whichever of its formats it came to light in.
  private record Mistake(Part part, Problem problem) {}

  private final TemplatePlaces places;
  private final Map<String, Map<String, Part>> templates = new LinkedHashMap<>();
  private final Set<Check> checked = new HashSet<>();
  private final Set<Mistake> told = new HashSet<>();
  private Names.Known known = new Names.Known(Set.of(), true);

  /// @param yaml the policy's text, which places are found in
  TemplateReader(String yaml) {
    this.places = new TemplatePlaces(yaml);
  }

  /// Reads the section. To be called before channels are read.
  void read(YamlValue section) {
    known = new Names.Known(section.keys(), section.isMapping());
    section.byName().forEach((name, value) -> templates.put(name, parts(value)));
  }

  private static Map<String, Part> parts(YamlValue value) {
    Map<String, Part> parts = new LinkedHashMap<>();
    value
        .fields(PARTS)
        .ifPresent(fields ->
            fields
                .keys()
                .forEach(part ->
                    fields
                        .get(part)
                        .flatMap(TemplateReader::part)
                        .ifPresent(text -> parts.put(part, text))));
    if (value.isMapping() && value.keys().isEmpty()) {
      value.refuse("a template should have one of " + String.join(", ", PARTS) + ": has none");
    }
    return parts;
  }

  private static Optional<Part> part(YamlValue value) {
    Optional<Part> part =
        value.isMapping()
            ? value
                .fields("file")
                .flatMap(fields -> fields.require("file", "the name of a file beside the policy"))
                .flatMap(TemplateReader::fromFile)
            : value.text().map(text -> new Part(value, text, ""));
    if (part.filter(one -> hasReference(one.source())).isPresent()) {
      value.refuse(
          "a template should have no references to secrets: what comes out is read by others");
      return Optional.empty();
    }
    return part;
  }

  /// A file that has been taken in where the policy was published.
  private static Optional<Part> fromFile(YamlValue file) {
    if (!file.isMapping()) {
      file.refuse(
          "should have been taken in where the policy is published, as firebell does with a policy"
              + " file: was not");
      return Optional.empty();
    }
    return file.fields("name", "text")
        .flatMap(fields -> {
          Optional<String> name = fields.require("name", "the file's").flatMap(YamlValue::text);
          Optional<String> text = fields.require("text", "what is in it").flatMap(YamlValue::text);
          return name.flatMap(n -> text.map(t -> new Part(file, t, n)));
        });
  }

  private static boolean hasReference(String text) {
    try {
      return !SecretReference.in(text).isEmpty();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /// Which template a channel has for which event, as settings.
  Map<String, String> names(ChannelType type, YamlValue value) {
    Map<String, String> names = new HashMap<>();
    List<String> keys = TemplateKeys.of(type);
    value
        .fields(keys)
        .ifPresent(fields ->
            fields
                .keys()
                .forEach(key ->
                    fields
                        .get(key)
                        .flatMap(YamlValue::text)
                        .ifPresent(name -> {
                          known.check(fields.get(key).orElseThrow(), "a template", name);
                          names.put(ChannelSettings.template(key), name);
                        })));
    return names;
  }

  /// The settings with the texts in the place of the templates' names.
  ///
  /// @param value where complaints about the channel go
  Map<String, String> filled(ChannelType type, Map<String, String> settings, YamlValue value) {
    Map<String, String> filled = new HashMap<>(settings);
    int found = 0;
    for (String key : TemplateKeys.of(type)) {
      String name = filled.remove(ChannelSettings.template(key));
      if (name != null) {
        found++;
        fill(type, key, name, filled, value);
      }
    }
    checkContentType(settings, found > 0, value);
    return Map.copyOf(filled);
  }

  private void fill(
      ChannelType type, String key, String name, Map<String, String> filled, YamlValue value) {
    Map<String, Part> template = templates.get(name);
    if (template == null) {
      return;
    }
    Map<String, Format> formats = ChannelSettings.parts(type, filled);
    List<String> parts = template.keySet().stream().filter(formats::containsKey).toList();
    if (parts.isEmpty()) {
      value.refuse(
          "template \"%s\" should have one of %s here: has none"
              .formatted(name, String.join(", ", formats.keySet().stream().sorted().toList())));
    }
    if (parts.contains(ChannelSettings.HTML) && !parts.contains(ChannelSettings.PLAIN_TEXT)) {
      value.refuse(
          "template \"%s\" should have text beside html, for those who read no HTML: has none"
              .formatted(name));
    }
    for (String part : parts) {
      Part text = template.get(part);
      Format format = formats.get(part);
      if (text != null && format != null) {
        check(new Check(name, part, format), text);
        filled.put(ChannelSettings.template(key, part), text.source());
      }
    }
  }

  private static void checkContentType(
      Map<String, String> settings, boolean templates, YamlValue value) {
    @Nullable String type = settings.get(ChannelSettings.CONTENT_TYPE);
    if (type == null) {
      return;
    }
    if (!templates) {
      value.refuse("contentType should come with templates: there are none");
    } else if (Format.ofContentType(type).orElse(Format.JSON) != Format.JSON
        && !settings.containsKey(ChannelSettings.template(ChannelSettings.DEFAULT))) {
      value.refuse(
          "templates should have a default, since what is sent without one is JSON and not "
              + type);
    }
  }

  /// Looks at the texts that no channel names, as far as that can be done.
  void checkOthers() {
    templates.forEach((name, parts) ->
        parts.forEach((part, text) -> {
          if (checked.stream().noneMatch(c -> c.name().equals(name) && c.part().equals(part))) {
            check(new Check(name, part, usual(part)), text);
          }
        }));
  }

  private static Format usual(String part) {
    return switch (part) {
      case ChannelSettings.SUBJECT -> Format.LINE;
      case ChannelSettings.HTML -> Format.HTML;
      default -> Format.PLAIN;
    };
  }

  private void check(Check check, Part part) {
    if (!checked.add(check)) {
      return;
    }
    try {
      List<String> events =
          new ArrayList<>(List.of(ChannelSettings.MAINTENANCE, ChannelSettings.BUNDLE));
      Arrays.stream(Event.values()).map(Event::wireName).forEach(events::add);
      Rehearsal.of(TextTemplate.of(part.source(), check.format()), events);
    } catch (TemplateException e) {
      e.problems().forEach(problem -> refuse(part, problem));
    }
  }

  private void refuse(Part part, Problem problem) {
    if (!told.add(new Mistake(part, problem))) {
      return;
    }
    if (part.file().isEmpty()) {
      places.refuse(part.place(), part.source(), problem);
    } else {
      part.place().refuse(part.file() + ":" + problem);
    }
  }
}
