package io.firebell.notifier;

import io.firebell.schemas.policy.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What waits for one target, and how often it has been written to of late. For one thread.
///
/// A target that has a rate gets what is beyond it bundled, where that can be: one message says all
/// that waits. Pages are not counted together with the rest, so that they go first; a page waits a
/// second at the most, and where it cannot be bundled not at all.
final class Waiting {

  /// How much may be told in one message: what fits, and can be read by somebody in a hurry.
  static final int BUNDLE = 50;

  /// For how long a page waits for others at the most.
  static final Duration PAGE_WAITS = Duration.ofSeconds(1);

  private final Predicate<Sending> bundles;
  private final Deque<Sending> pages = new ArrayDeque<>();
  private final Deque<Sending> others = new ArrayDeque<>();
  private final Pace pagesAlone = new Pace();
  private final Pace all = new Pace();
  private Optional<Rate> rate = Optional.empty();

  /// @param bundles whether it can be told together with others
  Waiting(Predicate<Sending> bundles) {
    this.bundles = bundles;
  }

  /// @param now how often the target may be written to, as far as is known by now
  void add(Sending sending, Optional<Rate> now) {
    rate = now;
    queue(sending.isPage()).add(sending);
  }

  boolean isEmpty() {
    return pages.isEmpty() && others.isEmpty();
  }

  boolean isEmpty(boolean paging) {
    return queue(paging).isEmpty();
  }

  /// Whether there is nothing to remember.
  boolean isIdle(Instant now) {
    return isEmpty() && (rate.isEmpty() || all.allowance(rate.get(), now) == rate.get().count());
  }

  /// Whether anything has waited for longer than this.
  boolean isBehind(Duration patience, Instant now) {
    return hasWaited(pages.peek(), patience, now) || hasWaited(others.peek(), patience, now);
  }

  /// Takes what may be sent in one message now.
  ///
  /// @param paging whether to look at pages, or at everything else
  /// @return none when the rate does not allow for any
  List<Sending> take(boolean paging, Instant now) {
    Deque<Sending> queue = queue(paging);
    Sending first = queue.peek();
    if (first == null) {
      return List.of();
    }
    if (rate.isEmpty()) {
      return List.of(queue.remove());
    }
    long allowance = (paging ? pagesAlone : all).allowance(rate.get(), now);
    boolean canWait = !paging || (bundles.test(first) && !hasWaited(first, PAGE_WAITS, now));
    if (allowance < 1 && canWait) {
      return List.of();
    }
    all.spend(rate.get(), now);
    if (paging) {
      pagesAlone.spend(rate.get(), now);
    }
    return allowance < queue.size() && bundles.test(first)
        ? bundle(queue)
        : List.of(queue.remove());
  }

  private List<Sending> bundle(Deque<Sending> queue) {
    List<Sending> together = new ArrayList<>();
    for (Iterator<Sending> next = queue.iterator(); next.hasNext() && together.size() < BUNDLE; ) {
      Sending sending = next.next();
      if (bundles.test(sending)) {
        together.add(sending);
        next.remove();
      }
    }
    return together;
  }

  /// Forgets what is from these partitions.
  ///
  /// @return that
  List<Sending> remove(Collection<TopicPartition> partitions) {
    List<Sending> removed = new ArrayList<>();
    for (Deque<Sending> queue : List.of(pages, others)) {
      queue.removeIf(sending -> {
        boolean isGone = partitions.contains(sending.partition());
        if (isGone) {
          removed.add(sending);
        }
        return isGone;
      });
    }
    return removed;
  }

  private Deque<Sending> queue(boolean paging) {
    return paging ? pages : others;
  }

  private static boolean hasWaited(@Nullable Sending first, Duration patience, Instant now) {
    return first != null && !now.isBefore(first.readAt().plus(patience));
  }
}
