package io.firebell.standalone.demo;

import io.firebell.standalone.demo.Summary.Alerts;
import io.firebell.standalone.demo.Summary.OneIncident;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A summary for people.
public final class SummaryText {

  private SummaryText() {}

  /// As several lines.
  public static String of(Summary summary) {
    StringJoiner lines = new StringJoiner("\n");
    Alerts alerts = summary.alerts();
    lines.add(
        line(
            "alerts",
            "%d, sent %d times: %d repeats, %d flaps, %d ends"
                .formatted(
                    alerts.distinct(),
                    alerts.sent(),
                    alerts.repeats(),
                    alerts.flaps(),
                    alerts.ends())));
    lines.add(line("accepted", "%d of %d".formatted(alerts.accepted(), alerts.sent())));
    lines.add(line("incidents", Integer.toString(summary.incidents().size())));
    summary.incidents().forEach(incident -> lines.add("  " + incident(incident)));
    lines.add(
        line(
            "notifications",
            "%d, of which %d arrived and %d failed"
                .formatted(summary.notifications(), summary.delivered(), summary.failed())));
    lines.add(
        line(
            "pages",
            "%d, of which %d after the acknowledgement"
                .formatted(summary.pages(), summary.pagesAfterAcknowledgement())));
    lines.add(
        line(
            "pages without grouping",
            "%d, one each time an alert began to fire".formatted(summary.pagesWithoutGrouping())));
    lines.add("from the first alert");
    lines.add(line("  to the first page", seconds(summary.secondsToFirstPage())));
    lines.add(line("  to a page of step 2", seconds(summary.secondsToSecondStep())));
    lines.add(line("  to acknowledgement", seconds(summary.secondsToAcknowledgement())));
    lines.add(line("  to the end of it all", seconds(summary.secondsToResolution())));
    return lines.toString();
  }

  private static String incident(OneIncident incident) {
    String steps =
        incident.steps().stream()
            .map(step -> step.pages() + " by step " + step.step())
            .collect(Collectors.joining(" and "));
    return "%s  %s  %d alerts, %s, %s"
        .formatted(
            incident.id(),
            incident.priority(),
            incident.alerts(),
            steps.isEmpty() ? "nobody paged" : "pages: " + steps,
            end(incident.resolvedBy()));
  }

  private static String end(@Nullable String resolvedBy) {
    if (resolvedBy == null) {
      return "not over";
    }
    return resolvedBy.isEmpty() ? "over with its alerts" : "resolved by " + resolvedBy;
  }

  private static String line(String name, String text) {
    return "%-23s %s".formatted(name, text);
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "did not come" : String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
