package io.firebell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookupsTest {

  private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());

  @Test
  void aVirtualThreadHasItsNamesLookedUpByThreadsOfThePlatform() throws Exception {
    CompletableFuture<Boolean> isVirtual = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    try (Lookups lookups =
        new Lookups(_ -> {
          isVirtual.complete(Thread.currentThread().isVirtual());
          return HERE;
        })) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              found.complete(lookups.lookup("firebell.test"));
            } catch (UnknownHostException e) {
              found.completeExceptionally(e);
            }
          });

      assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo(HERE);
      assertThat(isVirtual.get(10, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void aNameThatNobodyKnowsIsUnknownAndAFailureIsTheSame() {
    IllegalArgumentException failure = new IllegalArgumentException("no name");
    try (Lookups unknown =
            new Lookups(name -> {
              throw new UnknownHostException(name);
            });
        Lookups failing =
            new Lookups(_ -> {
              throw failure;
            })) {
      assertThatThrownBy(() -> unknown.lookup("nobody.test"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage("nobody.test");
      assertThatThrownBy(() -> failing.lookup("?")).isSameAs(failure);
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    try (Lookups lookups =
        new Lookups(_ -> {
          asked.countDown();
          return answer.join();
        })) {
      Thread waiting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  lookups.lookup("slow.test");
                } catch (UnknownHostException e) {
                  failed.complete(e);
                }
              });
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      waiting.interrupt();

      assertThat(failed.get(10, TimeUnit.SECONDS)).isInstanceOf(UnknownHostException.class);
    } finally {
      answer.complete(HERE);
    }
  }
}
