package io.firebell.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantUrlTest {

  @ParameterizedTest
  @CsvSource({
    "default, https://firebell.example.com/p, https://firebell.example.com/p",
    "acme, https://firebell.example.com/p, https://firebell.example.com/p/t/acme",
    "acme, '', ''",
  })
  void aLinkLeadsToTheTenantsOwn(String tenant, String externalUrl, String link) {
    assertThat(TenantUrl.of(tenant, externalUrl)).isEqualTo(link);
  }
}
