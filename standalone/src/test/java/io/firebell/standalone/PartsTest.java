package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final List<String> closed = new ArrayList<>();
  private final Parts parts = new Parts();

  private void add(String name) {
    parts.add(() -> closed.add(name));
  }

  private IOException addBroken(String name) {
    IOException failure = new IOException(name);
    parts.add(() -> {
      closed.add(name);
      throw failure;
    });
    return failure;
  }

  @Test
  void whatWasStartedLastIsClosedFirst() {
    add("broker");
    add("registry");
    add("front");

    parts.close();

    assertThat(closed).containsExactly("front", "registry", "broker");
  }

  @Test
  void aPartThatCannotBeClosedKeepsNoneOpenAndIsTold() {
    add("broker");
    IOException second = addBroken("registry");
    IOException first = addBroken("front");

    assertThatIllegalStateException()
        .isThrownBy(parts::close)
        .withMessageContaining("front")
        .withCause(first)
        .satisfies(told -> assertThat(told).hasSuppressedException(second));
    assertThat(closed).containsExactly("front", "registry", "broker");
  }

  @Test
  void eachIsClosedOnce() {
    add("broker");
    addBroken("front");
    assertThatIllegalStateException().isThrownBy(parts::close);

    parts.close();

    assertThat(closed).containsExactly("front", "broker");
  }

  @Test
  void whatAStartFailedOfIsNotHiddenByWhatCannotBeClosedAfterIt() {
    addBroken("broker");
    IllegalArgumentException failed = new IllegalArgumentException("no such policy");

    parts.closeAfter(failed);

    assertThat(closed).containsExactly("broker");
    assertThat(failed.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptionInBetweenIsKept() {
    parts.add(() -> {
      throw new InterruptedException();
    });
    add("front");

    assertThatIllegalStateException().isThrownBy(parts::close);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("front");
  }
}
