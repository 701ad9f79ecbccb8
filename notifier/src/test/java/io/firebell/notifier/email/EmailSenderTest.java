package io.firebell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.FarSide;
import io.firebell.notifier.kit.Fault;
import io.firebell.notifier.kit.LocalhostTls;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.SenderContract;
import io.firebell.notifier.kit.WireServer;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSenderTest extends SenderContract {

  private static final Templates TEMPLATES =
      new Templates("", _ -> Policies.SHORTEST, new SimpleMeterRegistry());
  private static final Duration SOON = Duration.ofMillis(300);

  @Override
  protected FarSide farSide() {
    return new SmtpStandIn("none");
  }

  @Override
  protected Sender sender() {
    return reaching(Reach.EVERYWHERE);
  }

  /// One that does not wait for long.
  private static EmailSender impatient() {
    return new EmailSender(SOON, SOON, Reach.EVERYWHERE, LocalhostTls.trusting(), TEMPLATES);
  }

  private static EmailSender reaching(Reach reach) {
    return new EmailSender(ANSWER_WITHIN, ANSWER_WITHIN, reach, LocalhostTls.trusting(), TEMPLATES);
  }

  @Override
  protected Duration askedWait() {
    return Duration.ZERO;
  }

  private SmtpStandIn smtp() {
    return (SmtpStandIn) farSide;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EHLO | 421 4.3.2 shutting down       | 421",
        "AUTH | 454 4.7.0 temporary failure   | 454",
        "MAIL | 452 4.3.1 no room             | 452",
        "RCPT | 451 4.7.1 greylisted          | 451",
        "DATA | 421 4.7.0 too many            | 421",
        ".    | 450 4.0.0 not now             | 450"
      })
  void repliesOf4xxAreToBeRetried(String command, String reply, int code)
      throws InterruptedException {
    smtp().reply(command, reply);

    assertThat(send(paged()))
        .isEqualTo(new Outcome.Retry("localhost answered " + code, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTH | 535 5.7.8 no                  | 535",
        "MAIL | 530 5.7.0 log in first        | 530",
        "MAIL | 553 5.1.8 who is that?        | 553",
        "RCPT | 554 5.7.1 relay access denied | 554",
        "DATA | 554 5.5.1 no valid recipients | 554",
        ".    | 552 5.3.4 too large           | 552"
      })
  void repliesOf5xxAreRejected(String command, String reply, int code) throws InterruptedException {
    smtp().reply(command, reply);

    assertThat(send(paged())).isEqualTo(new Outcome.Rejected("localhost answered " + code));
  }

  @Test
  void aMailThatSomeRecipientsGetIsDelivered() throws InterruptedException {
    assertThat(send(paged(), to("nobody@example.com, ops@example.com , grey@example.com")))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(smtp().mails()).hasSize(1);
  }

  @Test
  void aMailThatNoRecipientGetsIsRetriedWhenOneMayStillTakeIt() throws InterruptedException {
    assertThat(send(paged(), to("nobody@example.com,grey@example.com")))
        .isEqualTo(new Outcome.Retry("localhost answered 550, 450", Duration.ZERO));
    assertThat(send(paged(), to("nobody@example.com,nobody.else@example.com")))
        .isEqualTo(new Outcome.Rejected("localhost answered 550"));
  }

  @Test
  void theServerIsGreetedByTheNameThatIsSet() throws InterruptedException {
    send(paged(), smtp().address(Map.of("hello", "firebell.example.com")));

    assertThat(smtp().hello()).isEqualTo("EHLO firebell.example.com");
  }

  @Test
  void withoutTheStarttlsThatIsAskedForNothingIsSent() throws InterruptedException {
    assertThat(send(paged(), smtp().address(Map.of("tls", "starttls"))))
        .isEqualTo(
            new Outcome.Rejected("localhost does not offer what the channel's settings require"));
    assertThat(smtp().mails()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aMailIsEncryptedWhereThatIsAskedFor(String tls) throws InterruptedException {
    try (SmtpStandIn server = new SmtpStandIn(tls)) {
      assertThat(send(paged(), server.address())).isInstanceOf(Outcome.Delivered.class);
      assertThat(server.mails()).singleElement().asString().startsWith("Came: encrypted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aCertificateForAnotherNameIsNotAccepted(String tls) throws InterruptedException {
    try (SmtpStandIn server = new SmtpStandIn(tls)) {
      assertThat(send(paged(), server.address(Map.of("host", "127.0.0.1"))))
          .isInstanceOf(Outcome.Retry.class);
      assertThat(server.mails()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aCertificateThatNobodyVouchesForIsNotAccepted(String tls) throws InterruptedException {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SmtpStandIn server = new SmtpStandIn(tls);
        EmailSender strict =
            new EmailSender(ANSWER_WITHIN, ANSWER_WITHIN, Reach.EVERYWHERE, usual, TEMPLATES)) {
      assertThat(strict.send(paged(), server.address())).isInstanceOf(Outcome.Retry.class);
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void withoutCredentialsNobodyLogsIn() throws InterruptedException {
    smtp().reply("AUTH", "503 5.5.1 not here");

    assertThat(send(paged(), smtp().address(Map.of("username", "", "password", ""))))
        .isInstanceOf(Outcome.Delivered.class);
  }

  /// Whatever happens at whatever point of the conversation, nobody waits for long, and the mail is
  /// tried again.
  @ParameterizedTest
  @CsvSource({
    "EHLO, HANGING",
    "AUTH, HANGING",
    "MAIL, HANGING",
    "RCPT, HANGING",
    "DATA, HANGING",
    "., HANGING",
    "EHLO, RESETTING",
    "AUTH, RESETTING",
    "MAIL, RESETTING",
    "RCPT, RESETTING",
    "DATA, RESETTING",
    "., RESETTING",
    "MIDDLE, RESETTING",
    "EHLO, HALF",
    "RCPT, HALF",
    "., HALF",
    "RCPT, DRIPPING",
    "., DRIPPING",
    "MIDDLE, HANGING"
  })
  void whatBreaksOffOrHangsAtAnyPointIsToBeRetried(String point, Fault fault)
      throws InterruptedException {
    smtp().behaveAt(point, fault);
    sender = impatient();

    assertThat(send(paged()))
        .isInstanceOfSatisfying(
            Outcome.Retry.class, retry -> assertThat(retry.reason()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource(names = {"HANGING", "RESETTING", "HALF"})
  void aFarewellThatFailsChangesNothing(Fault fault) throws InterruptedException {
    smtp().behaveAt("QUIT", fault);

    assertThat(send(paged())).isInstanceOf(Outcome.Delivered.class);
    assertThat(smtp().mails()).hasSize(1);
  }

  @Test
  void aServerThatDoesNotSpeakTlsWhereItShouldIsToBeRetried() throws InterruptedException {
    assertThat(send(paged(), smtp().address(Map.of("tls", "tls"))))
        .isInstanceOf(Outcome.Retry.class);
    assertThat(smtp().mails()).isEmpty();
  }

  @Test
  void aHandshakeThatHangsHoldsNobody() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (WireServer silent = new WireServer(_ -> over.await())) {
      Map<String, String> there = Map.of("tls", "tls", "port", String.valueOf(silent.port()));

      assertThat(send(paged(), smtp().address(there))).isInstanceOf(Outcome.Retry.class);
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({"none, localhost", "none, 127.0.0.1", "starttls, localhost", "tls, localhost"})
  void whatIsOutOfReachIsRejectedAndNotConnectedTo(String tls, String host)
      throws InterruptedException {
    try (WireServer server = new WireServer(_ -> {});
        EmailSender limited = reaching(Reach.parse("public"))) {
      Map<String, String> there =
          Map.of(
              "tls",
              tls,
              "host",
              host,
              "port",
              String.valueOf(server.port()),
              "username",
              "",
              "password",
              "");

      assertThat(limited.send(paged(), smtp().address(there)))
          .isEqualTo(new Outcome.Rejected(host + " is at no address that may be reached"));
      assertThat(server.isContacted()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "starttls"})
  void whatIsWithinReachIsDeliveredTo(String tls) throws InterruptedException {
    try (SmtpStandIn server = new SmtpStandIn(tls);
        EmailSender limited = reaching(Reach.parse("public,127.0.0.0/8,::1"))) {
      assertThat(limited.send(paged(), server.address())).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void anAddressThatHoldsACommandIsRejected() throws InterruptedException {
    assertThat(send(paged(), to("ops@example.com>\r\nRCPT TO:<eve@example.com")))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(smtp().mails()).isEmpty();
  }

  private Address to(String recipients) {
    return smtp().address(Map.of("to", recipients));
  }
}
