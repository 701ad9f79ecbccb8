package io.firebell.core.mute;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works out what keeps an alert from notifying: a function of the alert, the time, the policy's
/// rules, and what is known of silences and of other alerts.
///
/// | kind | mutes | from | until |
/// |---|---|---|---|
/// | silence | what its matchers match | its start | its end, or somebody ends it |
/// | maintenance | what it expects | a window begins | the window ends |
/// | inhibition | the targets of a rule | a source fires | no source fires |
/// | flapping | what begins and ends too often | the last of so many changes | it has kept still for so long |
/// | hold | what has to last | it begins | it has fired for so long |
public final class Muting {

  /// How many mutes of an alert are told.
  static final int MOST = 10;

  private static final int LONGEST_REASON = 200;

  private final Silences silences;
  private final Inhibitors inhibitors;

  /// @param silences as known at the time of each question
  /// @param inhibitors likewise
  public Muting(Silences silences, Inhibitors inhibitors) {
    this.silences = silences;
    this.inhibitors = inhibitors;
  }

  /// What mutes an alert that fires.
  ///
  /// @param flips when it last began and ended
  /// @param rules those of the policy in force
  public MuteState of(Alert alert, Flips flips, Instant now, MuteRules rules) {
    Found found = new Found(now);
    silences
        .of(alert.tenant(), alert.labels(), now)
        .forEach(silence -> found.silence(silence, now));
    for (Maintenance one : rules.maintenance()) {
      if (one.expects(alert.labels())) {
        found.whileIt(
            one.when().contains(now),
            new Mute(Mute.Kind.MAINTENANCE, one.name(), ""),
            one.when().nextChange(now).orElse(null));
      }
    }
    List<String> targets = inhibitions(alert, rules, found);
    Optional<Instant> quietUntil = Optional.ofNullable(rules.flapping()).flatMap(flips::quietUntil);
    quietUntil.ifPresent(until -> found.until(until, new Mute(Mute.Kind.FLAPPING, "", "")));
    for (Hold hold : rules.holds()) {
      if (hold.concerns(alert.labels())) {
        found.until(alert.startsAt().plus(hold.time()), new Mute(Mute.Kind.HOLD, "", ""));
      }
    }
    return new MuteState(
        found.mutes,
        found.changesAt,
        sources(alert, rules).stream().map(Inhibitor::key).toList(),
        targets);
  }

  /// What others have to hear of an alert that fires, by the policy's rules.
  public static List<Inhibitor> sources(Alert alert, MuteRules rules) {
    Labels labels = alert.labels();
    return rules.inhibit().stream()
        .filter(rule -> rule.hasSource(labels))
        .map(rule ->
            new Inhibitor(
                alert.tenant(),
                rule.key(labels),
                alert.fingerprint(),
                rule.hasTarget(labels),
                true))
        .distinct()
        .toList();
  }

  /// @return the keys of the inhibitions of which the alert is a target
  private List<String> inhibitions(Alert alert, MuteRules rules, Found found) {
    Labels labels = alert.labels();
    Set<String> targets = new LinkedHashSet<>();
    for (InhibitRule rule : rules.inhibit()) {
      if (rule.hasTarget(labels)) {
        String key = rule.key(labels);
        targets.add(key);
        inhibitors
            .of(alert.tenant(), key, rule.hasSource(labels))
            .ifPresent(source -> found.add(new Mute(Mute.Kind.INHIBITION, source.hash(), "")));
      }
    }
    return List.copyOf(targets);
  }

  /// What has been found so far.
  private static final class Found {
    private final Instant now;
    private final List<Mute> mutes = new ArrayList<>();
    private @Nullable Instant changesAt;

    Found(Instant now) {
      this.now = now;
    }

    void silence(Silence silence, Instant at) {
      String reason = "by " + silence.createdBy() + ": " + silence.comment();
      boolean isActive = silence.stateAt(at) == Silence.State.ACTIVE;
      whileIt(
          isActive,
          new Mute(Mute.Kind.SILENCE, silence.id(), cut(reason)),
          isActive ? silence.endsAt() : silence.startsAt());
    }

    void until(Instant end, Mute mute) {
      boolean isMuted = end.isAfter(now);
      whileIt(isMuted, mute, isMuted ? end : null);
    }

    void whileIt(boolean mutesNow, Mute mute, @Nullable Instant change) {
      if (mutesNow) {
        add(mute);
      }
      if (change != null && (changesAt == null || change.isBefore(changesAt))) {
        changesAt = change;
      }
    }

    void add(Mute mute) {
      if (mutes.size() < MOST && !mutes.contains(mute)) {
        mutes.add(mute);
      }
    }

    private static String cut(String reason) {
      boolean fits = reason.length() <= LONGEST_REASON;
      int end = LONGEST_REASON - 1;
      return fits
          ? reason
          : reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end)
              + "…";
    }
  }
}
