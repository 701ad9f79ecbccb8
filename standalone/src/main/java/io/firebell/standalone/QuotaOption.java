package io.firebell.standalone;

import io.firebell.core.policy.Tenant;
import io.firebell.ingest.Quota;
import io.firebell.ingest.Quotas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `--quota [NAME=]RATE[:BURST]`.
///
/// @param tenant whose; empty for each that has none of its own
record QuotaOption(Optional<Tenant> tenant, Quota quota) {

  /// How many seconds' worth may come at once where that is not said.
  private static final int USUAL_BURST = 10;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<name>[^=]*)=)?(?:(?<off>off)|(?<rate>[0-9]{1,7})(?::(?<burst>[0-9]{1,8}))?)");

  /// @throws IllegalArgumentException if there are two for the same
  static Quotas of(List<QuotaOption> all) {
    @Nullable Quota everyone = null;
    Map<String, Quota> own = new HashMap<>();
    for (QuotaOption one : all) {
      String name = one.tenant.map(Tenant::name).orElse("");
      boolean isSecond =
          name.isEmpty() ? everyone != null : own.putIfAbsent(name, one.quota) != null;
      if (isSecond) {
        throw new IllegalArgumentException(
            name.isEmpty()
                ? "--quota should be given once for everyone"
                : "--quota should be given once for each tenant: was given again for " + name);
      }
      everyone = name.isEmpty() ? one.quota : everyone;
    }
    return new Quotas(everyone, own);
  }

  /// Reads what is written on the command line.
  static final class Converter implements ITypeConverter<QuotaOption> {
    @Override
    public QuotaOption convert(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw new TypeConversionException(
            "should look like 100, 100:1000, acme=100 or acme=off: was " + text);
      }
      try {
        Optional<Tenant> tenant = Optional.ofNullable(parts.group("name")).map(Tenant::new);
        return new QuotaOption(tenant, quota(parts));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }

    private static Quota quota(Matcher parts) {
      if (parts.group("off") != null) {
        return Quota.UNLIMITED;
      }
      int rate = Integer.parseInt(parts.group("rate"));
      @Nullable String burst = parts.group("burst");
      return new Quota(rate, burst == null ? USUAL_BURST * rate : Integer.parseInt(burst));
    }
  }
}
