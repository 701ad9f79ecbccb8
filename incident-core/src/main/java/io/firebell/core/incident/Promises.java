package io.firebell.core.incident;

import io.firebell.core.policy.Quiet;
import io.firebell.core.policy.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the policy promises of incidents, measured. It is reckoned from when people may be told,
/// and nothing waits for it or is stopped by it.
///
/// | | priority given or raised | anything arrives | acknowledge, snooze | over | its time runs out |
/// |---|---|---|---|---|---|
/// | response | is promised unless somebody has taken it | | kept | kept | missed |
/// | notice | is promised | kept | kept | kept | missed |
/// | recovery | is promised | | | kept | missed |
///
/// A time that runs out while nobody may be told begins anew when they may, and none runs out while
/// nothing of the incident is to be heard.
final class Promises {

  private Promises() {}

  /// Promises what the policy has for the incident's priority, if anybody is to hear of it.
  static void make(Decision decision, Instant at, Cause cause) {
    Incident incident = decision.incident();
    Response response = decision.response();
    if (incident.isMerged() || incident.extent().audible() == 0 || !response.tells()) {
      return;
    }
    Instant from = decision.quiet(at).map(Quiet::until).orElse(at);
    if (incident.status() == Status.TRIGGERED) {
      @Nullable Duration respond = decision.level(incident.answeredAs()).respond();
      make(decision, Promise.Kind.RESPONSE, respond, from, at, cause);
    }
    make(decision, Promise.Kind.NOTICE, response.within(), from, at, cause);
    @Nullable Duration recover = decision.level(incident.priority()).recover();
    make(decision, Promise.Kind.RECOVERY, recover, from, at, cause);
  }

  private static void make(
      Decision decision,
      Promise.Kind kind,
      @Nullable Duration within,
      Instant from,
      Instant at,
      Cause cause) {
    if (within != null) {
      decision.append(new Fact.PromiseMade(kind, within, from.plus(within)), at, cause);
    }
  }

  /// Says of each promise whose time is over that it was missed.
  static void expire(Decision decision, Instant due, Instant at) {
    Cause cause = new Cause(Cause.Kind.TIMER, "promise");
    List<Promise> promises = decision.incident().promises();
    @Nullable Instant from = decision.quiet(at).map(Quiet::until).orElse(null);
    for (Promise promise : promises.stream().filter(one -> one.due().equals(due)).toList()) {
      if (from != null) {
        make(decision, promise.kind(), promise.within(), from, at, cause);
      } else {
        decision.append(new Fact.PromiseMissed(promise.kind(), promise.within(), due), at, cause);
      }
    }
  }
}
