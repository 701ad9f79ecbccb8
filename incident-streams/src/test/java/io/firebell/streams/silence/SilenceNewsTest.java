package io.firebell.streams.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SilenceNewsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final SilenceNews news = new SilenceNews();
  private final AtomicBoolean isKnown = new AtomicBoolean();
  private final CountDownLatch looked = new CountDownLatch(1);

  private boolean await(Duration patience) {
    try {
      return news.await(
          () -> {
            looked.countDown();
            return isKnown.get();
          },
          patience);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoWaitsGoesOnWhenTheNewsHasCome() throws Exception {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> await(LONG));
    assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
    isKnown.set(true);
    news.heard();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void otherNewsIsNotWaitedFor() throws Exception {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> await(LONG));
    assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
    news.heard();
    assertThat(waiting).isNotDone();
    isKnown.set(true);
    news.heard();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatIsKnownIsNotWaitedFor() {
    isKnown.set(true);
    assertThat(await(Duration.ZERO)).isTrue();
  }

  @Test
  void patienceHasAnEnd() {
    assertThat(await(Duration.ofMillis(10))).isFalse();
  }
}
