package io.firebell.notifier.webhook;

import io.firebell.core.notify.ChannelType;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.send.Address;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A receiver of webhooks that refuses what is not signed with its secret.
final class WebhookReceiver implements HttpFarSide {

  static final String SECRET = "a-shared-secret";

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final HttpServer server = new HttpServer(this::answer);

  @Override
  public HttpServer server() {
    return server;
  }

  @Override
  public Address address() {
    return addressAt(server.url());
  }

  @Override
  public Address addressAt(String url) {
    return address(Map.of("url", url + "/hook", "secret", SECRET));
  }

  @Override
  public Address addressWithWrongCredentials() {
    return address(Map.of("url", server.url() + "/hook", "secret", "a-wrong-secret"));
  }

  static Address address(Map<String, String> settings) {
    return new Address(ChannelType.WEBHOOK, "ops", settings);
  }

  @Override
  public List<String> keys() {
    return List.copyOf(keys);
  }

  private Response answer(Request request) {
    if (!isSigned(request, SECRET)) {
      return new Response(401, Map.of(), "who are you?");
    }
    keys.add(request.header("Idempotency-Key"));
    return new Response(200, Map.of(), "");
  }

  /// Whether one of the signatures fits, reckoned without the code under test.
  static boolean isSigned(Request request, String secret) {
    String[] parts = request.header("X-Firebell-Signature").split(",");
    String signed = parts[0].replace("t=", "") + "." + request.text();
    return Stream.of(parts).skip(1).anyMatch(("v1=" + hmac(secret, signed))::equals);
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
