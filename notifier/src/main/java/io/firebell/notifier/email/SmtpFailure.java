package io.firebell.notifier.email;

import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Reach;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// How a mail that did not go out is to be taken, by the [reply
/// codes](https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1) of the server: 4xx passes, 5xx does
/// not, and a connection that breaks may hold next time.
///
/// Reasons carry the codes and not the server's own words, which name people's addresses.
final class SmtpFailure {

  private SmtpFailure() {}

  /// @param lastCode the last reply code of the connection; not positive when there was none
  static Outcome outcome(String host, MessagingException failure, int lastCode) {
    if (failure.getNextException() instanceof Reach.OutOfReach) {
      return new Outcome.Rejected(host + " is at no address that may be reached");
    }
    List<Integer> codes = codes(failure);
    if (codes.isEmpty() && brokeOff(failure, lastCode)) {
      return new Outcome.Retry(host + " " + broken(failure), Duration.ZERO);
    }
    List<Integer> said = codes.isEmpty() ? List.of(lastCode) : codes;
    String reason = host + " answered " + join(said);
    if (said.stream().anyMatch(SmtpFailure::passes)) {
      return new Outcome.Retry(reason, Duration.ZERO);
    }
    return said.stream().anyMatch(code -> code >= 500)
        ? new Outcome.Rejected(reason)
        : new Outcome.Rejected(host + " does not offer what the channel's settings require");
  }

  /// The reply codes to the sender, to recipients and to the mail that were not a yes.
  private static List<Integer> codes(MessagingException failure) {
    List<Integer> codes = new ArrayList<>();
    for (Exception next = failure;
        next instanceof MessagingException one;
        next = one.getNextException()) {
      int code =
          switch (one) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code >= 400 && !codes.contains(code)) {
        codes.add(code);
      }
    }
    return codes;
  }

  private static boolean brokeOff(MessagingException failure, int lastCode) {
    return lastCode <= 0 || failure.getNextException() instanceof IOException;
  }

  private static String broken(MessagingException failure) {
    return failure instanceof SendFailedException
        ? "broke off while the mail was sent"
        : "could not be reached, or broke off";
  }

  private static boolean passes(int code) {
    return code >= 400 && code < 500;
  }

  private static String join(List<Integer> codes) {
    return String.join(", ", codes.stream().map(String::valueOf).toList());
  }
}
