package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import io.firebell.core.mute.Mute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an alert stands in its group: what decisions need to know of it. Of a listed alert it is a
/// part of the [Member]; of one that is only counted it is all that is kept, so that the counts
/// stay exact however many there are.
///
/// @param episode the incident that it belongs to
/// @param firing whether it fires; one that is only counted does
/// @param listed whether there is a member
/// @param firedInRound the number of flushes that the incident had had when it last fired unmuted
/// @param resolvedInRound the same for when it last resolved or was muted; -1 when it never has
/// @param mutes what keeps it from notifying
/// @param priority how urgent it makes the incident while it fires and is to be heard; null if it
///   is not, or that is not known
public record Footing(
    int episode,
    boolean firing,
    boolean listed,
    int firedInRound,
    int resolvedInRound,
    List<Mute> mutes,
    @Nullable Priority priority) {

  /// How many alerts of an incident are listed. A hundred thousand take about a second to go
  /// through when those that have ended are dropped, and some hundred megabytes on disk; nobody
  /// reads so many, and rules and people see the counts of all.
  public static final int LISTED = 100_000;

  public Footing {
    mutes = List.copyOf(mutes);
  }

  /// Whether somebody is to hear of it, or of its end.
  boolean isAudible() {
    return mutes.isEmpty();
  }

  /// Whether the last of `flushes` flushes showed this alert as firing.
  boolean wasShownFiring(int flushes) {
    return firedInRound < flushes && ((firing && isAudible()) || resolvedInRound == flushes);
  }
}
