package io.firebell.schemas.serde;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// A map that loads what it lacks and forgets its oldest entries beyond a bound. Reads take no
/// lock. One thread loads a key; whoever wants it meanwhile waits and shares the outcome, so that a
/// loader that runs into its timeout does so once for all. Failures are not kept.
final class BoundedCache<K, V> {

  private final int bound;
  private final Function<K, V> loader;
  private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<K, CompletableFuture<V>> loading = new ConcurrentHashMap<>();
  private final Queue<K> byAge = new ConcurrentLinkedQueue<>();

  BoundedCache(int bound, Function<K, V> loader) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound should be at least 1: was " + bound);
    }
    this.bound = bound;
    this.loader = loader;
  }

  V get(K key) {
    V cached = entries.get(key);
    if (cached != null) {
      return cached;
    }
    var mine = new CompletableFuture<V>();
    CompletableFuture<V> other = loading.putIfAbsent(key, mine);
    return other == null ? load(key, mine) : await(other);
  }

  private V load(K key, CompletableFuture<V> outcome) {
    try {
      V value = entries.get(key);
      if (value == null) {
        value = loader.apply(key);
        keep(key, value);
      }
      outcome.complete(value);
      return value;
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
      throw e;
    } finally {
      loading.remove(key);
    }
  }

  private void keep(K key, V value) {
    entries.put(key, value);
    byAge.add(key);
    if (entries.size() > bound) {
      K oldest = byAge.poll();
      if (oldest != null) {
        entries.remove(oldest);
      }
    }
  }

  private static <V> V await(CompletableFuture<V> outcome) {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException shared) {
        throw shared;
      }
      throw e;
    }
  }

  int size() {
    return entries.size();
  }
}
