package io.firebell.core.incident;

import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.MAIL;
import static io.firebell.core.incident.Given.agreed;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.incident.AlertmanagerModel.Told;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// Who has run Alertmanager is told what Alertmanager would have told, and when.
class AlertmanagerPropertyTest {

  private static final Policy POLICY =
      agreed().giving(Priority.P3, "", Duration.ZERO, "hook", "mail").policy();

  /// @param pauseSeconds before it
  /// @param ageSeconds how long before it fires the alert began; null if it ends
  record Change(int pauseSeconds, String host, @Nullable Integer ageSeconds) {}

  @Property
  void aChannelHearsWhatAlertmanagerTellsAReceiverAtTheSameTime(
      @ForAll("nights") List<Change> night) {
    AlertmanagerModel hook = new AlertmanagerModel(true);
    AlertmanagerModel mail = new AlertmanagerModel(false);
    Shell shell = new Shell(POLICY);
    for (Change change : night) {
      // The millisecond keeps changes off the ticks, where either order would be right.
      passes(shell, Duration.ofSeconds(change.pauseSeconds()).plusMillis(1));
      hook.advanceTo(shell.now());
      mail.advanceTo(shell.now());
      happens(change, shell, hook, mail);
      deliver(shell);
    }
    passes(shell, Duration.ofHours(2));
    hook.advanceTo(shell.now());
    mail.advanceTo(shell.now());
    assertThat(told(shell, HOOK)).isEqualTo(hook.told());
    assertThat(told(shell, MAIL)).isEqualTo(mail.told());
  }

  private static List<Told> told(Shell shell, Recipient channel) {
    return shell.sent().stream()
        .filter(one -> one.recipient().equals(channel))
        .map(one -> new Told(one.at(), one.event() != Event.RESOLVED))
        .toList();
  }

  private static void happens(Change change, Shell shell, AlertmanagerModel... models) {
    @Nullable Integer age = change.ageSeconds();
    Alert known = alert(change.host(), Given.START);
    if (age == null) {
      shell.ends(known);
      List.of(models).forEach(model -> model.ends(change.host()));
    } else {
      Instant startsAt = shell.now().minusSeconds(age);
      shell.fires(alert(change.host(), startsAt));
      List.of(models).forEach(model -> model.fires(change.host(), startsAt, shell.now()));
    }
  }

  private static void passes(Shell shell, Duration time) {
    Instant end = shell.now().plus(time);
    for (Instant due = due(shell); !due.isAfter(end); due = due(shell)) {
      shell.waits(Duration.between(shell.now(), due));
      deliver(shell);
    }
    shell.waits(Duration.between(shell.now(), end));
  }

  private static void deliver(Shell shell) {
    @Nullable Incident incident = shell.incidentOrNull();
    if (incident != null) {
      Stream.of(HOOK, MAIL)
          .filter(one -> incident.with(one).filter(Conversation::isBusy).isPresent())
          .forEach(shell::delivers);
    }
  }

  private static Instant due(Shell shell) {
    @Nullable Incident incident = shell.incidentOrNull();
    return incident == null ? Instant.MAX : incident.nextDeadline().orElse(Instant.MAX);
  }

  private static Alert alert(String host, Instant startsAt) {
    return Given.alert(host, Priority.P3, startsAt);
  }

  @Provide
  Arbitrary<List<Change>> nights() {
    return Combinators.combine(
            Arbitraries.of(0, 1, 7, 20, 29, 31, 61, 290, 301, 610, 3601),
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of(0, 29, 40).injectNull(0.4))
        .as(Change::new)
        .list()
        .ofMaxSize(40);
  }
}
