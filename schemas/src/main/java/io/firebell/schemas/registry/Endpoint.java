package io.firebell.schemas.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/// One registry: its base URL, free of credentials and of a trailing slash, and its credentials.
record Endpoint(URI base, Optional<Password> authorization) {

  /// Reads a URL.
  ///
  /// @throws ConfigException if it is no http or https URL; the message shows no credentials
  static Endpoint parse(String text, Credentials credentials) {
    URI url;
    try {
      url = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw wrong(text, e.getReason());
    }
    if (url.getHost() == null || !("http".equals(url.getScheme()) || isTls(url))) {
      throw wrong(text, "should be http://host[:port][/path] or https://host[:port][/path]");
    }
    return new Endpoint(withoutCredentials(url), credentials.authorization(url));
  }

  private static boolean isTls(URI url) {
    return "https".equals(url.getScheme());
  }

  private static ConfigException wrong(String text, String reason) {
    String shown = text.substring(text.lastIndexOf('@') + 1);
    return new ConfigException(RegistryConfig.URL, shown, reason);
  }

  private static URI withoutCredentials(URI url) {
    String path = url.getRawPath().replaceAll("/+$", "");
    String port = url.getPort() == -1 ? "" : ":" + url.getPort();
    return URI.create(url.getScheme() + "://" + url.getHost() + port + path);
  }

  /// The URL of a resource, whose path is encoded already and starts with a slash.
  URI resolve(String path) {
    return URI.create(base + path);
  }
}
