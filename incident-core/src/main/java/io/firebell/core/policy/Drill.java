package io.firebell.core.policy;

import io.firebell.core.alert.Labels;
import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Target;
import io.firebell.core.escalate.Until;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A fire drill: an alert behind which there is nothing, to see whether a page gets through to a
/// person and how soon it is answered.
///
/// An alert that has the label [#LABEL] is one, and the label says who is to be paged. It takes a
/// route of its own, whatever the policy has for other alerts, and everything from there on is as
/// it is for any page. The alert is called `DRILL`, which every channel's text begins with.
///
/// @param to `user/alice`, `schedule/primary`, `channel/incidents` or `escalation/production`
public record Drill(String to) {

  /// Whose value says whom it pages.
  public static final String LABEL = "firebell_drill";

  /// What the alert is called.
  public static final String ALERT_NAME = "DRILL";

  private static final String ESCALATION = "escalation/";
  private static final Pattern FORM =
      Pattern.compile("(user|schedule|channel|escalation)/[^\\p{Cntrl}]+");
  private static final String PLAN = "drill/";
  private static final String ROUTE = Route.ROOT_KEY + "/" + PLAN;

  /// How long the one who is paged has; whoever leads the drill has less patience.
  private static final Duration WAIT = Duration.ofDays(1);

  /// How soon the end is told.
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// @throws IllegalArgumentException if it is to nobody of these
  public Drill {
    if (!FORM.matcher(to).matches()) {
      throw new IllegalArgumentException(
          "a drill should be to user/NAME, schedule/NAME, channel/NAME or escalation/NAME: was "
              + to);
    }
  }

  /// The drill that alerts with these labels are, or a group of them; empty when they mean it.
  public static Optional<Drill> of(Labels labels) {
    return parse(labels.get(LABEL));
  }

  /// The drill whose route this is.
  static Optional<Drill> ofRoute(String key) {
    return key.startsWith(ROUTE) ? parse(key.substring(ROUTE.length())) : Optional.empty();
  }

  /// The drill whose escalation this is.
  static Optional<Drill> ofEscalation(String name) {
    return name.startsWith(PLAN) ? parse(name.substring(PLAN.length())) : Optional.empty();
  }

  private static Optional<Drill> parse(String to) {
    return FORM.matcher(to).matches() ? Optional.of(new Drill(to)) : Optional.empty();
  }

  /// Its own: each alert is an incident, and pages at once.
  Route route() {
    return new Route(
        ROUTE + to,
        List.of(),
        new Grouping.ByAll(),
        Duration.ZERO,
        INTERVAL,
        WAIT,
        false,
        PLAN + to,
        List.of());
  }

  /// Pages whatever the priority.
  Response response() {
    String escalation = to.startsWith(ESCALATION) ? to.substring(ESCALATION.length()) : PLAN + to;
    return new Response(escalation, Duration.ZERO, List.of());
  }

  /// One step, where it is to a single target.
  Escalation escalation() {
    EscalationStep step = new EscalationStep(List.of(Target.parse(to)), WAIT, false);
    return new Escalation(PLAN + to, 0, List.of(step), null, Until.ACKNOWLEDGED);
  }
}
