package io.firebell.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "acme", "Acme-EU", "team_7", "7", "a.b", "default"})
  void aNameIsOfLettersDigitsDotsDashesAndUnderscores(String name) {
    assertThat(new Tenant(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "..", ".a", "-a", "_a", "a\u0000", "Zoë", "a\n"})
  void whatCannotStandInAPathOrAKeyIsNoName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tenant(name))
        .withMessageStartingWith("a tenant's name should be up to 64 letters, digits, dots,")
        .withMessageEndingWith(": was " + name);
  }

  @Test
  void aNameHasAtMost64Characters() {
    assertThat(new Tenant("a".repeat(64)).name()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new Tenant("a".repeat(65)));
  }

  @Test
  void onlyTheDefaultTenantsPathsHaveNothingBeforeThem() {
    assertThat(Tenant.DEFAULT.path()).isEmpty();
    assertThat(new Tenant("acme").path()).isEqualTo("/t/acme");
  }
}
