package io.firebell.notifier.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.policy.CanaryPolicy;
import io.firebell.schemas.policy.ChannelSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostedEndTest {

  private static final Recipient PRACTICE = Recipient.channel(ChannelType.WEBHOOK, "practice");
  private static final Notification OWN =
      Samples.incident(CanaryPolicy.TENANT, "c", PRACTICE, Event.OPENED);

  private final List<String> posted = new ArrayList<>();
  private final List<Notification> arrived = new ArrayList<>();
  private Outcome answer = new Outcome.Delivered("");
  private final CanaryEnd end = new PostedEnd(new Posts(), "http://127.0.0.1:9/end", arrived::add);

  /// Takes what would be posted.
  private final class Posts implements Sender {
    @Override
    public ChannelType type() {
      return ChannelType.WEBHOOK;
    }

    @Override
    public Outcome send(Notification notification, Address address) {
      posted.add(address.get(ChannelSettings.URL));
      return answer;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  @Test
  void whatComesIsPosted() throws InterruptedException {
    assertThat(end.take(OWN)).isEqualTo(answer);

    assertThat(posted).containsExactly("http://127.0.0.1:9/end");
    assertThat(arrived).containsExactly(OWN);
  }

  @Test
  void whatDoesNotGetThereHasNotArrived() throws InterruptedException {
    answer = new Outcome.Rejected("404");

    assertThat(end.take(OWN)).isEqualTo(answer);
    assertThat(arrived).isEmpty();
  }
}
