package io.firebell.notifier.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.policy.CanaryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanarySinkTest {

  private static final Recipient TERMINAL = Recipient.channel(ChannelType.TERMINAL, "terminal");
  private static final Address ADDRESS = new Address(ChannelType.TERMINAL, "terminal", Map.of());
  private static final Outcome TAKEN = new Outcome.Delivered("by the end");
  private static final Outcome SENT = new Outcome.Delivered("by the sender");

  private static final Notification OWN =
      Samples.incident(CanaryPolicy.TENANT, "c", TERMINAL, Event.OPENED);
  private static final Notification OTHER =
      Samples.incident("default", "db", TERMINAL, Event.OPENED);

  private final List<Notification> sent = new ArrayList<>();
  private final List<Notification> taken = new ArrayList<>();

  /// Gets all that is nobody's.
  private class Others implements Sender {
    boolean isClosed;

    @Override
    public ChannelType type() {
      return ChannelType.TERMINAL;
    }

    @Override
    public Outcome send(Notification notification, Address address) {
      sent.add(notification);
      return SENT;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private final class Bundling extends Others implements BundlingSender {
    @Override
    public boolean bundles(Notification notification) {
      return notification.equals(OTHER);
    }

    @Override
    public Outcome send(Bundle bundle, Address address) {
      sent.addAll(bundle.notifications());
      return SENT;
    }
  }

  private CanarySink before(Sender others) {
    return new CanarySink(
        others,
        notification -> {
          taken.add(notification);
          return TAKEN;
        });
  }

  @Test
  void whatIsFirebellsOwnEndsThereAndWhatIsNotIsSent() throws InterruptedException {
    CanarySink sink = before(new Others());

    assertThat(sink.send(OWN, ADDRESS)).isEqualTo(TAKEN);
    assertThat(sink.send(OTHER, ADDRESS)).isEqualTo(SENT);

    assertThat(taken).containsExactly(OWN);
    assertThat(sent).containsExactly(OTHER);
  }

  @Test
  void aProcessThatSendsNoneOfItsOwnLetsThemEnd() throws InterruptedException {
    CanarySink sink = new CanarySink(new Others(), CanaryEnd.ANY);

    assertThat(sink.send(OWN, ADDRESS)).isInstanceOf(Outcome.Delivered.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void itBundlesWhatIsBundledBehindIt() throws InterruptedException {
    CanarySink bundling = before(new Bundling());
    CanarySink single = before(new Others());

    assertThat(bundling.bundles(OTHER)).isTrue();
    assertThat(bundling.bundles(OWN)).isFalse();
    assertThat(single.bundles(OTHER)).isFalse();
    assertThat(bundling.send(new Bundle(List.of(OTHER, OTHER)), ADDRESS)).isEqualTo(SENT);
    assertThat(single.send(new Bundle(List.of(OTHER, OTHER)), ADDRESS))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(sent).containsExactly(OTHER, OTHER);
  }

  @Test
  void itIsOfTheTypeThatIsBehindItAndClosesIt() {
    Others others = new Others();
    CanarySink sink = before(others);

    assertThat(sink.type()).isEqualTo(ChannelType.TERMINAL);
    sink.close();
    assertThat(others.isClosed).isTrue();
  }
}
