package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static Target target(String tenant, String name) {
    return new Target(tenant, Recipient.channel(ChannelType.WEBHOOK, name));
  }

  private static int fill(Shares shares, Target target) {
    int taken = 0;
    while (shares.hasRoom(target, 1)) {
      shares.take(target, 1);
      taken++;
    }
    return taken;
  }

  @Test
  void aTargetHasHalfOfItsTenantsHalfAndTheNextHalfOfWhatIsLeft() {
    Shares shares = new Shares(512);

    assertThat(fill(shares, target("a", "first"))).isEqualTo(128);
    assertThat(fill(shares, target("a", "second"))).isEqualTo(64);
    assertThat(fill(shares, target("b", "first"))).isEqualTo(80);
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    Shares shares = new Shares(16);
    Target target = target("a", "first");
    int share = fill(shares, target);
    assertThat(shares.isExceeded(target)).isFalse();
    shares.take(target, 1);
    assertThat(shares.isExceeded(target)).isTrue();

    for (int i = 0; i <= share; i++) {
      shares.giveBack(target, 1);
    }

    assertThat(fill(shares, target)).isEqualTo(share);
  }

  /// Whoever takes as much as there is room for, there is some for a tenant that comes next.
  @Property
  void thereIsAlwaysSomeLeftForTheNext(@ForAll Random random) {
    Shares shares = new Shares(64);
    List<Target> takers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Target target = target("t" + random.nextInt(3), "c" + random.nextInt(4));
      if (shares.hasRoom(target, 1)) {
        shares.take(target, 1);
        takers.add(target);
      } else if (!takers.isEmpty() && random.nextInt(4) == 0) {
        shares.giveBack(takers.removeLast(), 1);
      }
      assertThat(shares.hasRoom(target("next", "any"), 1)).isTrue();
    }
  }
}
