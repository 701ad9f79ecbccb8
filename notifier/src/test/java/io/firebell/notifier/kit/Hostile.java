package io.firebell.notifier.kit;

import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import java.util.List;
import java.util.stream.IntStream;

/// What nobody writes on purpose and somebody sends one day: texts without measure, and characters
/// that mean something to those who show them.
public final class Hostile {

  private static final String TEXT = "<!channel> & \"x\" \r\nBcc: a@b\n\u001b[2J\ud83d\udd25\u202e";

  private Hostile() {}

  public static Notification notification(ChannelType type) {
    List<NotifiedAlert> alerts =
        IntStream.range(0, 300)
            .mapToObj(i ->
                Samples.alert(
                    i % 2 == 0,
                    Labels.of("alertname", TEXT.repeat(50), "n", "" + i, "big", TEXT.repeat(200)),
                    Labels.of("summary", TEXT.repeat(300), "description", "d".repeat(20_000))))
            .toList();
    return Samples.of(type, Event.PAGED).showing(alerts, 100_000);
  }
}
