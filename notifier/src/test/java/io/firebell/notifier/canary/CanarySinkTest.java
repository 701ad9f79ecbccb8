package io.firebell.notifier.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Tenant;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.terminal.TerminalSender;
import io.firebell.schemas.policy.ChannelSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanarySinkTest {

  private static final Recipient TERMINAL = Recipient.channel(ChannelType.TERMINAL, "terminal");
  private static final Address ADDRESS = new Address(ChannelType.TERMINAL, "terminal", Map.of());

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> posted = new ArrayList<>();
  private final List<Notification> arrived = new ArrayList<>();
  private Outcome answer = new Outcome.Delivered("");

  private CanarySink sink() {
    return new CanarySink(
        new TerminalSender(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            ZoneOffset.UTC,
            new Templates("", _ -> Policies.SHORTEST, new SimpleMeterRegistry())),
        new Posts(),
        "http://127.0.0.1:9/end",
        arrived::add);
  }

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
  void whatIsTheCanarysIsPostedToItsEndAndWhatIsNotIsPrinted() throws InterruptedException {
    Notification canary = Samples.incident(CanarySink.TENANT, "c", TERMINAL, Event.OPENED);
    Notification other = Samples.incident("default", "db", TERMINAL, Event.OPENED);

    assertThat(sink().send(canary, ADDRESS)).isEqualTo(new Outcome.Delivered(""));
    assertThat(printed.size()).isZero();
    assertThat(sink().send(other, ADDRESS)).isEqualTo(new Outcome.Delivered(""));

    assertThat(posted).containsExactly("http://127.0.0.1:9/end");
    assertThat(arrived).containsExactly(canary);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Down db");
  }

  @Test
  void whatDoesNotGetThereHasNotArrived() throws InterruptedException {
    answer = new Outcome.Rejected("404");
    Notification canary = Samples.incident(CanarySink.TENANT, "c", TERMINAL, Event.OPENED);

    assertThat(sink().send(canary, ADDRESS)).isEqualTo(answer);
    assertThat(arrived).isEmpty();
  }

  @Test
  void noTenantCanBeCalledThat() {
    assertThatThrownBy(() -> new Tenant(CanarySink.TENANT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
