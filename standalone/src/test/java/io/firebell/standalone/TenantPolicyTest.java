package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.policy.Tenant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class TenantPolicyTest {

  private static final TenantPolicy.Converter CONVERTER = new TenantPolicy.Converter();

  @Test
  void aTenantAndItsFileAreReadFromOneWord() {
    assertThat(CONVERTER.convert("acme=teams/acme=1.yaml"))
        .isEqualTo(new TenantPolicy(new Tenant("acme"), Path.of("teams/acme=1.yaml")));
  }

  @ParameterizedTest
  @CsvSource({
    "acme, should look like acme=acme.yaml: was acme",
    "acme=, should look like acme=acme.yaml: was acme=",
    "default=c.yaml, the default tenant's policy is that of --policy",
    "a b=c.yaml, a tenant's name should be up to 64 letters",
    "=c.yaml, a tenant's name should be up to 64 letters",
  })
  void anythingElseIsRefused(String text, String message) {
    assertThatThrownBy(() -> CONVERTER.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void eachTenantIsThereOnce() {
    TenantPolicy acme = CONVERTER.convert("acme=a.yaml");
    TenantPolicy beta = CONVERTER.convert("beta=a.yaml");
    TenantPolicy again = CONVERTER.convert("acme=b.yaml");

    assertThat(TenantPolicy.byTenant(List.of(acme, beta)))
        .isEqualTo(
            Map.of(
                new Tenant("acme"), PolicySource.policy(Path.of("a.yaml")),
                new Tenant("beta"), PolicySource.policy(Path.of("a.yaml"))));
    assertThatThrownBy(() -> TenantPolicy.byTenant(List.of(acme, again)))
        .hasMessage("--tenant should name each tenant once: named acme again");
  }
}
