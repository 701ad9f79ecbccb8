package io.firebell.schemas.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/// What to put into the `Authorization` header. [Password] keeps it out of logs.
sealed interface Credentials {

  /// The header for requests to this URL, or empty for none.
  Optional<Password> authorization(URI url);

  /// The user and password in the URL itself, if any.
  record InUrl() implements Credentials {
    @Override
    public Optional<Password> authorization(URI url) {
      return Optional.ofNullable(url.getRawUserInfo())
          .map(raw -> basic(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8)));
    }
  }

  /// The same header everywhere.
  record Header(Password value) implements Credentials {
    @Override
    public Optional<Password> authorization(URI url) {
      return Optional.of(value);
    }
  }

  /// Reads them from Confluent's keys.
  ///
  /// @throws ConfigException if they are incomplete, or of a kind that is not supported
  static Credentials from(AbstractConfig config) {
    String bearer = config.getString(RegistryConfig.BEARER_SOURCE);
    if (bearer != null) {
      if (!bearer.toUpperCase(Locale.ROOT).equals("STATIC_TOKEN")) {
        throw new ConfigException(
            RegistryConfig.BEARER_SOURCE, bearer, "should be STATIC_TOKEN, nothing else works");
      }
      Password token = required(config, RegistryConfig.BEARER_TOKEN);
      return new Header(new Password("Bearer " + token.value()));
    }
    String source = config.getString(RegistryConfig.BASIC_SOURCE);
    return switch (source.toUpperCase(Locale.ROOT)) {
      case "URL" -> new InUrl();
      case "USER_INFO" -> new Header(basic(userInfo(config).value()));
      case "SASL_INHERIT" -> new Header(basic(saslUserInfo(config)));
      default ->
          throw new ConfigException(
              RegistryConfig.BASIC_SOURCE, source, "should be URL, USER_INFO or SASL_INHERIT");
    };
  }

  private static Password userInfo(AbstractConfig config) {
    Password old = config.getPassword(RegistryConfig.OLD_BASIC_USER_INFO);
    return old != null ? old : required(config, RegistryConfig.BASIC_USER_INFO);
  }

  private static Password required(AbstractConfig config, String key) {
    Password value = config.getPassword(key);
    if (value == null || value.value().isBlank()) {
      throw new ConfigException(key + " is missing");
    }
    return value;
  }

  private static String saslUserInfo(AbstractConfig config) {
    var entries = JaasContext.loadClientContext(config.values()).configurationEntries();
    String user = JaasContext.configEntryOption(entries, "username", null);
    String password = JaasContext.configEntryOption(entries, "password", null);
    if (user == null || password == null) {
      throw new ConfigException("sasl.jaas.config should have a username and a password");
    }
    return user + ":" + password;
  }

  private static Password basic(String userInfo) {
    return new Password(
        "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
  }
}
