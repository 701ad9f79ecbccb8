package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Tenant;
import io.firebell.core.route.Route;
import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class CanaryPolicyTest {

  @Test
  void noTenantCanBeCalledThat() {
    assertThatThrownBy(() -> new Tenant(CanaryPolicy.TENANT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyProcessKnowsItAndCountsItAsNobodys() {
    CurrentPolicies policies = new CurrentPolicies();

    assertThat(policies.policy(CanaryPolicy.TENANT)).isSameAs(CanaryPolicy.policy());
    assertThat(policies.tenants()).containsExactly(Tenant.DEFAULT.name());
    assertThat(policies.policy("acme")).isSameAs(DefaultPolicy.policy());
  }

  @Test
  void practiceWaitsForItsGroupAndTheCanaryDoesNot() {
    assertThat(CanaryPolicy.policy().routing().match(Labels.of("alertname", CanaryPolicy.PRACTICE)))
        .extracting(Route::plan, Route::groupWait)
        .containsExactly(Tuple.tuple("practice", Duration.ofMillis(100)));
    assertThat(CanaryPolicy.policy().routing().match(Labels.of("alertname", "Canary")))
        .extracting(Route::plan, Route::groupWait)
        .containsExactly(Tuple.tuple("canary", Duration.ZERO));
  }

  @Test
  void itsChannelsAreOfTheTypesThatEndHere() {
    Policy policy = CanaryPolicy.policy();

    assertThat(ChannelSettings.of(policy, Recipient.channel(ChannelType.WEBHOOK, "practice")))
        .isPresent();
    assertThat(ChannelSettings.of(policy, Recipient.channel(ChannelType.TERMINAL, "terminal")))
        .isPresent();
  }
}
