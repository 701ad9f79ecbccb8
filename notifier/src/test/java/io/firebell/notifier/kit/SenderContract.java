package io.firebell.notifier.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Attempts;
import io.firebell.notifier.send.Patience;
import io.firebell.notifier.send.Sender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every channel. A channel's test extends this, names its far side, and adds what
/// is its own.
public abstract class SenderContract {

  /// Long enough for a far side that is merely late, short enough for a test.
  protected static final Duration ANSWER_WITHIN = Duration.ofMillis(1500);

  private static final Duration ATTEMPT_WITHIN = Duration.ofMillis(2500);

  protected FarSide farSide;
  protected Sender sender;

  protected abstract FarSide farSide();

  protected abstract Sender sender();

  /// How long the far side asks to wait when it is busy.
  protected abstract Duration askedWait();

  @BeforeEach
  void open() {
    farSide = farSide();
    sender = sender();
  }

  @AfterEach
  void close() {
    sender.close();
    farSide.close();
  }

  protected Notification paged() {
    return Samples.of(sender.type(), Event.PAGED);
  }

  /// The outcome of one attempt, as the notifier makes it.
  protected Outcome send(Notification notification, Address address) throws InterruptedException {
    Patience patience = new Patience(1, Duration.ZERO, ATTEMPT_WITHIN, Duration.ZERO);
    try (Attempts attempts =
        new Attempts(
            _ -> new AddressBook.Entry.Found(address),
            sender,
            patience,
            InstantSource.system(),
            new Random(1),
            _ -> {})) {
      return attempts.deliver(List.of(notification)).getFirst().outcome();
    }
  }

  protected Outcome send(Notification notification) throws InterruptedException {
    return send(notification, farSide.address());
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "LATE"})
  void whatIsTakenIsDelivered(Fault fault) throws InterruptedException {
    farSide.behave(fault);

    assertThat(send(paged())).isInstanceOf(Outcome.Delivered.class);
    assertThat(farSide.keys()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"BROKEN", "RESETTING", "HALF", "GARBAGE", "HANGING", "DRIPPING", "AWAY"})
  void whatMayPassIsToBeRetried(Fault fault) throws InterruptedException {
    farSide.behave(fault);

    assertThat(send(paged()))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> {
              assertThat(retry.reason()).isNotBlank();
              assertThat(retry.after()).isZero();
            });
  }

  @Test
  void howLongABusyFarSideAsksToWaitIsPassedOn() throws InterruptedException {
    farSide.behave(Fault.BUSY);

    assertThat(send(paged()))
        .isInstanceOfSatisfying(
            Outcome.Retry.class, retry -> assertThat(retry.after()).isEqualTo(askedWait()));
  }

  @Test
  void whatIsRefusedIsRejected() throws InterruptedException {
    farSide.behave(Fault.REFUSING);

    assertThat(send(paged()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, rejected -> assertThat(rejected.reason()).isNotBlank());
  }

  @Test
  void wrongCredentialsAreRejectedAndNotRepeatedInTheReason() throws InterruptedException {
    Address wrong = farSide.addressWithWrongCredentials();

    assertThat(send(paged(), wrong))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .isEqualTo(wrong.withoutSecrets(rejected.reason()))
                    .doesNotContain("wrong"));
    assertThat(farSide.keys()).isEmpty();
  }

  @Test
  void aRepetitionCarriesTheSameKey() throws InterruptedException {
    send(paged());
    send(paged());

    List<String> keys = farSide.keys();
    assertThat(keys).hasSize(2);
    assertThat(keys.getFirst()).isNotBlank().isEqualTo(keys.getLast());
  }

  @Test
  void aFarSideThatHasRecoveredIsReached() throws InterruptedException {
    farSide.behave(Fault.RESETTING);
    send(paged());
    farSide.behave(Fault.NONE);

    assertThat(send(paged())).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void longAndHostileTextIsCutAndNotRefused() throws InterruptedException {
    assertThat(send(Hostile.notification(sender.type()))).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void anInterruptEndsAnAttemptThatHangs() throws InterruptedException {
    farSide.behave(Fault.HANGING);
    Thread sending =
        Thread.ofVirtual()
            .start(() -> {
              try {
                sender.send(paged(), farSide.address());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    farSide.awaitContact();
    sending.interrupt();

    assertThat(sending.join(Duration.ofSeconds(10))).isTrue();
  }
}
