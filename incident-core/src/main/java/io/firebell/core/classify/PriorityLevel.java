package io.firebell.core.classify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a tenant calls a priority and how soon it wants it answered.
///
/// @param name for people: `Critical`
/// @param aliases other names that alerts use: `SEV-1`, `critical`; compared without regard to case
/// @param respond how soon somebody should have acknowledged; null when nothing is promised
/// @param update how often people are to be told where it stands; null when nothing is promised
/// @param postmortem how soon after its end the post-mortem is to be written; null when none is
///   asked for
/// @param recover how soon an incident should be over; null when nothing is promised
public record PriorityLevel(
    Priority priority,
    String name,
    List<String> aliases,
    @Nullable Duration respond,
    @Nullable UpdateClock update,
    @Nullable Duration postmortem,
    @Nullable Duration recover) {
  public PriorityLevel {
    aliases = List.copyOf(aliases);
  }

  /// A level that promises no recovery.
  public PriorityLevel(
      Priority priority,
      String name,
      List<String> aliases,
      @Nullable Duration respond,
      @Nullable UpdateClock update,
      @Nullable Duration postmortem) {
    this(priority, name, aliases, respond, update, postmortem, null);
  }

  /// The same level without anything that has to be done in some time.
  public PriorityLevel withoutPromises() {
    return new PriorityLevel(priority, name, aliases, null, null, null);
  }

  /// Whether `text` is this level's priority, name or an alias, whatever its case.
  public boolean isCalled(String text) {
    return priority.name().equalsIgnoreCase(text)
        || name.equalsIgnoreCase(text)
        || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(text));
  }

  /// The priority that is called `text` among these levels.
  public static Optional<Priority> called(String text, List<PriorityLevel> levels) {
    return levels.stream()
        .filter(level -> level.isCalled(text))
        .map(PriorityLevel::priority)
        .findFirst();
  }
}
