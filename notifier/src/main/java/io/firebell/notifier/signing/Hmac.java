package io.firebell.notifier.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104)) as text, by which far sides
/// sign what they send, and Firebell what it sends.
public enum Hmac {
  /// Hexadecimal, in lower case.
  HEX,
  /// Base64 as it can stand in a URL, without padding.
  BASE64URL;

  private static final String ALGORITHM = "HmacSHA256";

  /// The signature.
  ///
  /// @param secret not empty
  /// @param parts what is signed, one after the other
  public String sign(String secret, byte[]... parts) {
    byte[] signature = mac(secret, parts);
    return switch (this) {
      case HEX -> HexFormat.of().formatHex(signature);
      case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    };
  }

  /// Whether one of the secrets has made this signature, to the letter. How long that takes says
  /// nothing of how much of it is right.
  ///
  /// @param secrets none of them empty
  public boolean isSigned(List<String> secrets, String signature, byte[]... parts) {
    byte[] said = signature.getBytes(StandardCharsets.UTF_8);
    boolean isSigned = false;
    for (String secret : secrets) {
      byte[] right = sign(secret, parts).getBytes(StandardCharsets.US_ASCII);
      isSigned |= MessageDigest.isEqual(right, said);
    }
    return isSigned;
  }

  private static byte[] mac(String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
