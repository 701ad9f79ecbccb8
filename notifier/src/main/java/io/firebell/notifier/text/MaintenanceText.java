package io.firebell.notifier.text;

import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// A window of maintenance in words.
final class MaintenanceText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private MaintenanceText() {}

  static Digest digest(MaintenanceSummary window) {
    return new Digest(
        title(window), news(window), summary(window), details(window), List.of(), 0, "");
  }

  private static Title title(MaintenanceSummary window) {
    return new Title("Maintenance", window.name(), "", state(window.stage()));
  }

  private static String state(Stage stage) {
    return switch (stage) {
      case PLANNED -> "planned";
      case BEGUN -> "going on";
      case OVER -> "over";
      case CALLED_OFF -> "called off";
    };
  }

  private static String news(MaintenanceSummary window) {
    String from = TIME.format(window.from());
    String to = TIME.format(window.to());
    return switch (window.stage()) {
      case PLANNED ->
          (window.changed() ? "Other times: " : "Planned: ") + from + " to " + to + lasting(window);
      case BEGUN -> (window.changed() ? "Goes on until " : "Has begun, until ") + to;
      case OVER -> "Over" + lasting(window);
      case CALLED_OFF -> "Called off: " + from + " to " + to;
    };
  }

  private static String lasting(MaintenanceSummary window) {
    return " (" + Elapsed.text(Duration.between(window.from(), window.to())) + ")";
  }

  private static String summary(MaintenanceSummary window) {
    return switch (window.stage()) {
      case PLANNED -> which(window) + " will page nobody meanwhile.";
      case BEGUN -> which(window) + " page nobody meanwhile.";
      case OVER -> counted(window.muted()) + " What still fires is told again.";
      case CALLED_OFF -> "Alerts are told as ever.";
    };
  }

  private static String which(MaintenanceSummary window) {
    return window.match().isEmpty()
        ? "Alerts"
        : "Alerts with " + String.join(" and ", window.match());
  }

  private static String counted(int alerts) {
    return switch (alerts) {
      case 0 -> "No alert was muted.";
      case 1 -> "1 alert was muted.";
      default -> alerts + " alerts were muted.";
    };
  }

  private static SequencedMap<String, String> details(MaintenanceSummary window) {
    SequencedMap<String, String> details = new LinkedHashMap<>();
    details.put("Status", state(window.stage()));
    details.put("Begins", TIME.format(window.from()));
    details.put("Ends", TIME.format(window.to()));
    return details;
  }
}
