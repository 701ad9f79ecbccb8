package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.ingest.Quota;
import io.firebell.ingest.Quotas;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuotaOptionTest {

  private static Quotas read(String... texts) {
    return QuotaOption.of(Stream.of(texts).map(new QuotaOption.Converter()::convert).toList());
  }

  @Test
  void aQuotaIsForEveryoneOrForOneTenant() {
    assertThat(read("200:5000", "acme=50", "beta=off"))
        .isEqualTo(
            new Quotas(
                new Quota(200, 5_000),
                Map.of("acme", new Quota(50, 500), "beta", Quota.UNLIMITED)));
    assertThat(read("off")).isEqualTo(new Quotas(Quota.UNLIMITED, Map.of()));
    assertThat(read()).isEqualTo(Quotas.UNSAID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "1.5", "10:", "acme", "acme=", "acme=10/s", "a=b=10"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("should look like 100, 100:1000, acme=100 or acme=off: was " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, a quota should be at least 1 alert per second",
    "10:0, a quota should be at least 1 alert per second",
    "a b=10, a tenant's name should be",
    "=10, a tenant's name should be",
  })
  void whatCanBeNoQuotaIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void eachIsGivenOnce() {
    assertThatThrownBy(() -> read("10", "20"))
        .hasMessage("--quota should be given once for everyone");
    assertThatThrownBy(() -> read("acme=10", "20", "acme=10"))
        .hasMessage("--quota should be given once for each tenant: was given again for acme");
  }
}
