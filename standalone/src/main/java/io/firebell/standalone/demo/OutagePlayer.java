package io.firebell.standalone.demo;

import io.firebell.standalone.cli.ApiClient;
import io.firebell.standalone.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plays an outage to a Firebell and to whoever watches: the monitoring systems, and alice, who
/// takes the incidents when they have been escalated, or when she has waited long enough for that.
public final class OutagePlayer {

  private static final String RESPONDER = "alice";
  private static final int ESCALATED = 2;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration TO_REACT = Duration.ofMillis(1_500);

  /// How long it waits for what depends on the policy in force, before it goes on without.
  private static final Duration POLICY_PATIENCE = Duration.ofSeconds(6);

  /// How long it waits for what every Firebell has to do, before it fails.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outage outage;
  private final Instance instance;
  private final Pace pace;
  private final Narrator narrator;
  private final Sent sent = new Sent();
  private List<Timeline> timelines = List.of();
  private Instant begin = Instant.EPOCH;

  private OutagePlayer(Outage outage, Instance instance, Pace pace, Narrator narrator) {
    this.outage = outage;
    this.instance = instance;
    this.pace = pace;
    this.narrator = narrator;
  }

  /// Plays an outage from its first alert until all of its incidents are over.
  ///
  /// @param lines takes what is to be shown while it lasts
  /// @throws CommandFailure if the instance does not answer, or does not do its part in time
  public static Summary play(Outage outage, ApiClient api, Pace pace, Consumer<String> lines) {
    String name = "demo-" + pace.now().toEpochMilli();
    Set<String> services =
        Stream.concat(outage.failure().stream(), outage.recovery().stream())
            .flatMap(burst -> burst.sendings().stream())
            .map(sending -> sending.symptom().service())
            .collect(Collectors.toUnmodifiableSet());
    return new OutagePlayer(outage, new Instance(api, name, services), pace, new Narrator(lines))
        .play();
  }

  private Summary play() {
    // Whether anybody answers is known, and a connection open, before the time runs.
    instance.timelines();
    begin = pace.now();
    send(outage.failure(), begin);
    if (!until(() -> !timelines.isEmpty(), PATIENCE)) {
      throw failed("formed no incident");
    }
    boolean escalated = until(() -> hasReached(ESCALATED), POLICY_PATIENCE);
    tell(RESPONDER, escalated ? "wakes up" : "has not been escalated to, and looks anyway");
    until(() -> false, TO_REACT);
    acknowledge();
    send(outage.recovery(), pace.now());
    if (!until(this::isOver, POLICY_PATIENCE)) {
      resolve();
    }
    until(() -> timelines.stream().allMatch(Timeline::isSettled), POLICY_PATIENCE);
    return Summary.of(sent, timelines);
  }

  private void send(List<Burst> bursts, Instant from) {
    for (Burst burst : bursts) {
      until(() -> false, Duration.between(pace.now(), from.plus(burst.after())));
      tell("monitoring", burst.story() + ": " + burst.sendings().size() + " alerts");
      sent.add(burst.sendings(), instance.send(burst.sendings()));
    }
  }

  /// Takes what people are paged for, or whatever is open where nobody is.
  private void acknowledge() {
    List<String> open = open(_ -> true);
    List<String> paging = open(timeline -> timeline.hasReached(1));
    List<String> chosen = paging.isEmpty() ? open : paging;
    tell(RESPONDER, "acknowledges " + counted(chosen));
    chosen.forEach(incident -> instance.acknowledge(incident, RESPONDER));
    BooleanSupplier taken =
        () ->
            timelines.stream()
                .filter(timeline -> chosen.contains(timeline.incident()))
                .allMatch(timeline -> timeline.isTaken() || timeline.isOver());
    if (!until(taken, PATIENCE)) {
      throw failed("did not follow the acknowledgement");
    }
  }

  /// Ends what the policy would leave open for longer than anybody wants to watch.
  private void resolve() {
    List<String> open = open(_ -> true);
    tell(RESPONDER, "does not wait for the group interval, and resolves " + counted(open));
    open.forEach(incident -> instance.resolve(incident, RESPONDER));
    if (!until(this::isOver, PATIENCE)) {
      throw failed("did not resolve " + counted(open(_ -> true)));
    }
  }

  private List<String> open(Predicate<Timeline> which) {
    return timelines.stream()
        .filter(timeline -> !timeline.isOver())
        .filter(which)
        .map(Timeline::incident)
        .toList();
  }

  private static String counted(List<String> incidents) {
    return incidents.size() == 1 ? incidents.getFirst() : incidents.size() + " incidents";
  }

  private boolean isOver() {
    return timelines.stream().allMatch(Timeline::isOver);
  }

  private boolean hasReached(int step) {
    return timelines.stream().anyMatch(timeline -> timeline.hasReached(step));
  }

  private void tell(String who, String what) {
    narrator.tell(Duration.between(begin, pace.now()), who, what);
  }

  /// Looks at the incidents until something is so.
  ///
  /// @return whether it came to be so within the time
  private boolean until(BooleanSupplier condition, Duration atMost) {
    Instant deadline = pace.now().plus(atMost);
    while (true) {
      look();
      if (condition.getAsBoolean()) {
        return true;
      }
      Duration left = Duration.between(pace.now(), deadline);
      if (!left.isPositive()) {
        return false;
      }
      pace.pause(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
    }
  }

  private void look() {
    if (sent.sendings() > 0) {
      timelines = instance.timelines();
      Summary.begin(timelines).ifPresent(first -> narrator.tellNews(timelines, first));
    }
  }

  private static CommandFailure failed(String what) {
    return new CommandFailure(
        "the outage did not play out: Firebell "
            + what
            + " within "
            + PATIENCE.toSeconds()
            + " s; its log says more");
  }
}
