package io.firebell.core.mute;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What keeps an alert from notifying, and which others it keeps from it.
///
/// @param mutes what keeps it from notifying now
/// @param changesAt when time alone changes that; null when it does not
/// @param sourceOf the keys of the inhibitions of which it is a source
/// @param targetOf the keys of those of which it is a target
public record MuteState(
    List<Mute> mutes, @Nullable Instant changesAt, List<String> sourceOf, List<String> targetOf) {

  public static final MuteState NONE = new MuteState(List.of(), null, List.of(), List.of());

  public MuteState {
    mutes = List.copyOf(mutes);
    sourceOf = List.copyOf(sourceOf);
    targetOf = List.copyOf(targetOf);
  }
}
