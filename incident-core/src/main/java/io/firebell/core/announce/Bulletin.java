package io.firebell.core.announce;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of a maintenance that people are told of.
///
/// @param maintenance its name in the policy
/// @param windows those of which somebody is told, or is still to hear the end
/// @param opensAt when the next one is added; null while none is known
public record Bulletin(
    String tenant, String maintenance, List<Window> windows, @Nullable Instant opensAt) {

  /// What every [#key] begins with, so that a report is known for one on a notification about
  /// maintenance.
  private static final String PREFIX = "maintenance-";

  public Bulletin {
    windows = List.copyOf(windows);
  }

  /// The key of everything about a maintenance on the log: it decides its partition.
  public static String key(String tenant, String maintenance) {
    Labels name = Labels.of("maintenance", maintenance);
    return PREFIX + Group.of(tenant, "maintenance", name).key().hash();
  }

  /// Whether what a notification is about is a maintenance, by its id.
  public static boolean isAbout(String subjectId) {
    return subjectId.startsWith(PREFIX);
  }

  public String key() {
    return key(tenant, maintenance);
  }

  /// The next time at which there is something to do; empty when nothing is expected.
  public Optional<Instant> nextDeadline() {
    return Stream.concat(
            Stream.ofNullable(opensAt),
            windows.stream().flatMap(window -> window.nextDeadline().stream()))
        .min(Instant::compareTo);
  }

  /// The window in which an alert that is muted at a time is counted.
  public Optional<Window> countingAt(Instant at) {
    return windows.stream()
        .filter(Window::isOpen)
        .filter(window -> window.time().contains(at))
        .findFirst();
  }

  /// This with one more alert counted in a window.
  public Bulletin counting(Window window) {
    return with(window.counting());
  }

  Optional<Window> window(String id) {
    return windows.stream().filter(window -> window.id().equals(id)).findFirst();
  }

  Bulletin with(Window changed) {
    List<Window> next = new ArrayList<>();
    for (Window one : windows) {
      next.add(one.id().equals(changed.id()) ? changed : one);
    }
    return new Bulletin(tenant, maintenance, next, opensAt);
  }
}
