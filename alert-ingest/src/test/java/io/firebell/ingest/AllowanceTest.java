package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is taken of a quota at which time.
class AllowanceTest {

  private static final Quota TEN = new Quota(10, 100);

  private final Allowance allowance = new Allowance();
  private Instant now = Instant.parse("2026-11-21T03:00:00Z");

  private void take(String tenant, int count) throws OverQuotaException {
    allowance.take(tenant, count, TEN, now);
  }

  private void isRefused(int count, long retryAfterSeconds) {
    assertThatThrownBy(() -> take("acme", count))
        .asInstanceOf(type(OverQuotaException.class))
        .extracting(OverQuotaException::retryAfterSeconds)
        .isEqualTo(retryAfterSeconds);
  }

  @Test
  void aBurstIsTakenAtOnceAndAfterItWhatTheRateAllows() throws Exception {
    take("acme", 100);
    isRefused(1, 1);
    isRefused(15, 2);

    now = now.plusSeconds(2);
    take("acme", 20);
    isRefused(1, 1);
  }

  @Test
  void whatIsRefusedCostsNothing() throws Exception {
    take("acme", 95);
    isRefused(6, 1);
    take("acme", 5);
  }

  @Test
  void whatIsSentWhenItIsSaidToBeSentAgainIsTaken() throws Exception {
    take("acme", 100);
    isRefused(100, 10);
    now = now.plusSeconds(10);
    take("acme", 100);
  }

  @Test
  void noMoreThanABurstIsSavedUp() throws Exception {
    take("acme", 100);
    now = now.plus(Duration.ofDays(1));
    take("acme", 100);
    isRefused(1, 1);
  }

  @Test
  void fractionsAreNotLost() throws Exception {
    take("acme", 100);
    for (int i = 0; i < 9; i++) {
      now = now.plusMillis(10);
      isRefused(1, 1);
    }
    now = now.plusMillis(10);
    take("acme", 1);
  }

  @Test
  void aClockThatIsSetBackNeitherGivesNorTakes() throws Exception {
    take("acme", 100);
    now = now.minus(Duration.ofDays(1));
    isRefused(1, 1);
    now = now.plusSeconds(1);
    take("acme", 10);
    isRefused(1, 1);
  }

  @Test
  void whatOneTenantHasUsedUpIsNoOthers() throws Exception {
    take("acme", 100);
    take("other", 100);
    isRefused(1, 1);
    take("third", 1);
  }

  @Test
  void toCheckTakesNothing() throws Exception {
    take("acme", 99);
    allowance.check("acme", TEN, now);
    allowance.check("acme", TEN, now);
    take("acme", 1);
    assertThatThrownBy(() -> allowance.check("acme", TEN, now))
        .hasMessage(
            "tenant acme has used up its quota of 10 per second, 100 at once:"
                + " nothing of this is taken, send it again in 1 s");
  }

  @Test
  void nobodyUsesUpWhatIsUnlimited() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      allowance.take("acme", 10_000, Quota.UNLIMITED, now);
      now = now.plusMillis(5);
    }
  }

  @Test
  void aQuotaIsTheTenantsOwnOrEverybodysOrTheUsualOne() {
    Quotas unsaid = Quotas.UNSAID;
    Quotas said = new Quotas(TEN, Map.of("acme", new Quota(1, 2)));

    assertThat(unsaid.of("acme", true)).isEqualTo(Quota.UNLIMITED);
    assertThat(unsaid.of("acme", false)).isEqualTo(Quota.USUAL);
    assertThat(said.of("acme", true)).isEqualTo(new Quota(1, 2));
    assertThat(said.of("other", true)).isEqualTo(TEN);
    assertThat(said.of("other", false)).isEqualTo(TEN);
  }
}
