package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.DefaultPolicy;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.standalone.http.HostPort;
import io.firebell.standalone.http.HttpFront;
import io.firebell.streams.oncall.OncallApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command against the resource that it asks, on a Saturday night.
class OncallCommandTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private static final String POLICY =
      """
      version: 1
      routes: [{ plan: all }]
      plans: { all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      users:
        alice: { webhook: 'https://example.com/alice' }
        bob: { webhook: 'https://example.com/bob' }
      schedules:
        primary: { timezone: Europe/Paris, rotate: weekly, handoff: 'Mon 09:00', start: '2026-11-16', users: [alice, bob] }
        office: { timezone: UTC, rotate: daily, handoff: '09:00', users: bob, restrict: { days: Mon-Fri } }
        boss: { timezone: UTC, rotate: daily, handoff: '09:00', users: bob }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpFront front = serving(POLICY);

  @AfterEach
  void stop() {
    front.close();
  }

  @Test
  void everyScheduleIsALineOnItsOwnClock() {
    assertThat(run()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "boss                  bob",
            "office                nobody                since 2026-11-21T00:00Z"
                + "  until 2026-11-23T00:00Z",
            "primary               alice                 since 2026-11-16T09:00+01:00"
                + "  until 2026-11-23T09:00+01:00");
  }

  @Test
  void oneScheduleIsAskedForAnyTime() {
    assertThat(run("--schedule", "primary", "--at", "2026-11-23T09:00:00+01:00")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "primary               bob                   since 2026-11-23T09:00+01:00"
                + "  until 2026-11-30T09:00+01:00");
  }

  @Test
  void programsGetTheAnswerAsItIs() throws IOException {
    assertThat(run("--json", "--schedule", "boss")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("schedules").toString())
        .isEqualTo("[{\"schedule\":\"boss\",\"timezone\":\"UTC\",\"user\":\"bob\"}]");
  }

  @Test
  void aPolicyWithoutSchedulesIsSaidToHaveNone() {
    front.close();
    front = serving(POLICY.substring(0, POLICY.indexOf("schedules:")));
    assertThat(run()).isZero();
    assertThat(out).hasToString("the policy has no schedules" + System.lineSeparator());
  }

  @Test
  void anotherTenantHasAnotherPolicy() {
    assertThat(run("--tenant", "acme")).isZero();
    assertThat(out).hasToString("the policy has no schedules" + System.lineSeparator());
  }

  @Test
  void aTenantThatThereIsNotIsSaidToNeedAPolicy() {
    assertThat(run("--tenant", "acem")).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "firebell: %s/t/acem answered 404: there is no tenant acem, since it has no policy: "
                    .formatted(front.url())
                + "give it one with firebell up --tenant acem=FILE");
  }

  @Test
  void whatCanBeNoTenantIsRefusedBeforeAnythingIsAsked() {
    assertThat(run("--tenant", "a/b")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Invalid value for option '--tenant'")
        .contains("a tenant's name should be up to 64 letters")
        .contains("was a/b");
  }

  @Test
  void whatCannotBeAnsweredIsOneClearSentence() {
    assertThat(run("--schedule", "primry & more")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "firebell: "
                + front.url()
                + " answered 404: the policy has no schedule primry & more"
                + System.lineSeparator());
  }

  @Test
  void aScheduleIsAlsoACalendar() {
    assertThat(run("--schedule", "primary", "--ical")).isZero();
    assertThat(out.toString())
        .startsWith("BEGIN:VCALENDAR\r\n")
        .contains("DTSTART:20261123T080000Z\r\nDTEND:20261130T080000Z\r\n")
        .endsWith("END:VCALENDAR\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--ical", "--ical --schedule boss --json", "--ical --schedule boss --at now"})
  void aCalendarIsOfOneScheduleFromNowOn(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--ical needs --schedule, and goes with neither --at nor --json");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aCalendarOfAnUnknownScheduleIsRefused() {
    assertThat(run("--ical", "--schedule", "no such/one")).isEqualTo(1);
    assertThat(err.toString()).contains("answered 404");
  }

  private static HttpFront serving(String yaml) {
    Policy policy = ((PolicyReading.Accepted) PolicyReader.read(yaml, 1)).policy();
    OncallApi api =
        new OncallApi(
            tenant -> tenant.equals("acme") ? DefaultPolicy.policy() : policy,
            HttpFront::tenant,
            InstantSource.fixed(NOW));
    return HttpFront.start(
        new HostPort("127.0.0.1", 0),
        "",
        Map.of("/v1/oncall", api),
        Map.of(),
        () -> Set.of("default", "acme"),
        () -> true);
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "oncall";
    all[1] = "--url";
    all[2] = front.url();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Firebell.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
