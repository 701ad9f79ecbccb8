package io.firebell.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  @Test
  void loadsEachKeyOnce() {
    var loads = new AtomicInteger();
    var cache = new BoundedCache<String, Integer>(10, key -> loads.incrementAndGet());
    assertThat(cache.get("a")).isEqualTo(1);
    assertThat(cache.get("b")).isEqualTo(2);
    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void forgetsTheOldestBeyondItsBound() {
    var loaded = new ArrayList<Integer>();
    var cache =
        new BoundedCache<Integer, Integer>(
            3,
            key -> {
              loaded.add(key);
              return key;
            });
    for (int i = 0; i < 1_000; i++) {
      cache.get(i);
    }
    assertThat(cache.size()).isEqualTo(3);
    loaded.clear();
    cache.get(997);
    cache.get(998);
    cache.get(999);
    assertThat(loaded).isEmpty();
    cache.get(0);
    assertThat(loaded).containsExactly(0);
  }

  @Test
  void failureIsNotKept() {
    var attempts = new AtomicInteger();
    var cache =
        new BoundedCache<String, String>(
            1,
            key -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
              }
              return key;
            });
    assertThatThrownBy(() -> cache.get("a")).hasMessage("not yet");
    assertThat(cache.get("a")).isEqualTo("a");
  }

  @Test
  void whoWaitsForALoadSharesItsFailure() throws Exception {
    var loads = new AtomicInteger();
    var loading = new CountDownLatch(1);
    var fail = new CountDownLatch(1);
    var cache =
        new BoundedCache<String, String>(
            1,
            key -> {
              loads.incrementAndGet();
              loading.countDown();
              awaitUnchecked(fail);
              throw new IllegalStateException("no answer");
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> cache.get("a"));
      loading.await();
      List<Thread> waiting = new ArrayList<>();
      List<Future<Throwable>> outcomes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        outcomes.add(
            threads.submit(() -> {
              synchronized (waiting) {
                waiting.add(Thread.currentThread());
              }
              return catchThrowable(() -> cache.get("a"));
            }));
      }
      awaitAllParked(waiting, 5);
      fail.countDown();
      for (var outcome : outcomes) {
        assertThat(outcome.get(10, TimeUnit.SECONDS))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("no answer");
      }
      assertThatThrownBy(first::get).hasRootCauseMessage("no answer");
    }
    assertThat(loads).hasValue(1);
  }

  private static void awaitAllParked(List<Thread> threads, int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline) {
      synchronized (threads) {
        if (threads.size() == count
            && threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING)) {
          return;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the threads should wait for the load: were " + threads);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
