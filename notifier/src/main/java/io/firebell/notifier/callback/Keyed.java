package io.firebell.notifier.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256, by which far sides sign what they send.
public final class Keyed {

  private static final String ALGORITHM = "HmacSHA256";

  private Keyed() {}

  /// Whether one of the secrets has made this signature. How long that takes says nothing of how
  /// much of it is right.
  ///
  /// @param signature hexadecimal
  /// @param parts what is signed, one after the other
  public static boolean isSigned(List<String> secrets, String signature, byte[]... parts) {
    byte[] said = signature.getBytes(StandardCharsets.US_ASCII);
    boolean isSigned = false;
    for (String secret : secrets) {
      byte[] right = sign(secret, parts).getBytes(StandardCharsets.US_ASCII);
      isSigned |= MessageDigest.isEqual(right, said);
    }
    return isSigned;
  }

  /// The signature, in lower case.
  ///
  /// @param secret not empty
  public static String sign(String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
