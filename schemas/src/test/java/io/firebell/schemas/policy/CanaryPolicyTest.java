package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Tenant;
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
  void itsChannelsAreOfTheTypesThatEndHere() {
    Policy policy = CanaryPolicy.policy();

    assertThat(ChannelSettings.of(policy, Recipient.channel(ChannelType.WEBHOOK, "practice")))
        .isPresent();
    assertThat(ChannelSettings.of(policy, Recipient.channel(ChannelType.TERMINAL, "terminal")))
        .isPresent();
  }
}
