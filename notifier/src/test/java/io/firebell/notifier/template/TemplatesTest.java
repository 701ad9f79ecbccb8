package io.firebell.notifier.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.link.Links;
import io.firebell.notifier.send.Address;
import io.firebell.schemas.template.Format;
import io.firebell.schemas.template.Vocabulary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {

  private static final Policy POLICY =
      Policies.of(
          """
          version: 1
          routes: [{ plan: all }]
          plans: { all: { P1: { escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
          escalations: { all: { steps: [{ page: [schedule/primary, user/carol, channel/screen], wait: 5m }, { page: user/bob }] } }
          schedules: { primary: { timezone: UTC, rotate: daily, handoff: '09:00', start: '2026-01-05', users: [alice] } }
          users: { alice: { webhook: 'https://a.example.com' }, bob: { webhook: 'https://b.example.com' }, carol: { webhook: 'https://c.example.com' } }
          channels: { screen: { terminal: {} } }
          """);

  private static final Notification PAGED = Samples.of(ChannelType.EMAIL, Event.PAGED);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Templates templates =
      new Templates("https://firebell.example.com", _ -> POLICY, meters);

  private static Address address(Map<String, String> templates) {
    Map<String, String> settings = new HashMap<>(templates);
    settings.put("to", "ops@example.com");
    settings.put("from", "firebell@example.com");
    settings.put("host", "localhost");
    settings.put("username", "firebell");
    settings.put("password", "hunter2-hunter2");
    return new Address(ChannelType.EMAIL, "ops", settings);
  }

  private Filled fill(Notification notification, Map<String, String> sources) {
    return templates.fill(notification, address(sources), "text", Format.PLAIN);
  }

  @ParameterizedTest
  @EnumSource
  void anIncidentHasEveryNameOfTheVocabularyAndNoOther(Event event) {
    assertThat(Vocabulary.root().names().keySet())
        .containsExactlyInAnyOrderElementsOf(
            NotificationValues.of(Samples.of(ChannelType.EMAIL, event), POLICY, "", Links.NONE)
                .keySet());
    assertThat(
            Vocabulary.root()
                .fits(
                    NotificationValues.of(
                        Samples.of(ChannelType.EMAIL, event), POLICY, "https://f.io", Links.NONE)))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void maintenanceHasEveryNameOfTheVocabularyAndNoOther(Stage stage) {
    assertThat(
            Vocabulary.root()
                .fits(
                    NotificationValues.of(
                        Samples.maintenance(ChannelType.EMAIL, stage), POLICY, "", Links.NONE)))
        .isTrue();
  }

  @Test
  void theTemplateForTheEventIsTaken() {
    Map<String, String> sources =
        Map.of("templates.paged.text", "page {{ title }}", "templates.default.text", "other");

    assertThat(fill(PAGED, sources))
        .isEqualTo(new Filled.Text("page [P1 Critical] DatabaseDown orders-db (4 firing)"));
    assertThat(fill(Samples.of(ChannelType.EMAIL, Event.RESOLVED), sources))
        .isEqualTo(new Filled.Text("other"));
  }

  @Test
  void whatIsOverdueHasATemplateOfItsOwnOrOneForEverythingOverdue() {
    Notification update = Samples.of(ChannelType.EMAIL, Event.UPDATE_OVERDUE);
    Notification postmortem = Samples.of(ChannelType.EMAIL, Event.POSTMORTEM_DUE);
    Map<String, String> sources =
        Map.of(
            "templates.postmortemDue.text", "write it: {{ event }}",
            "templates.reminded.text", "late: {{ event }}",
            "templates.default.text", "no");

    assertThat(fill(update, sources)).isEqualTo(new Filled.Text("late: updateOverdue"));
    assertThat(fill(postmortem, sources)).isEqualTo(new Filled.Text("write it: postmortemDue"));
    assertThat(fill(PAGED, sources)).isEqualTo(new Filled.Text("no"));
  }

  @Test
  void maintenanceHasATemplateOfItsOwn() {
    Notification planned = Samples.maintenance(ChannelType.EMAIL, Stage.PLANNED);

    assertThat(
            fill(
                planned,
                Map.of(
                    "templates.maintenance.text", "{{ maintenance.name }} {{ event }}",
                    "templates.opened.text", "no")))
        .isEqualTo(new Filled.Text("database window maintenance"));
  }

  @Test
  void thoseWhoAreOnCallAreNamed() {
    Map<String, String> sources = Map.of("templates.default.text", "{{ join onCall \", \" }}");

    assertThat(fill(PAGED, sources)).isEqualTo(new Filled.Text("alice, carol"));
    assertThat(fill(Samples.maintenance(ChannelType.EMAIL, Stage.PLANNED), sources))
        .isEqualTo(new Filled.Text(""));
  }

  @Test
  void withoutATemplateWhatIsBuiltInIsSaid() {
    assertThat(fill(PAGED, Map.of())).isEqualTo(new Filled.BuiltIn());
    assertThat(fill(PAGED, Map.of("templates.default.subject", "only this")))
        .isEqualTo(new Filled.BuiltIn());
  }

  @Test
  void aTemplateThatFailsIsCountedAndSaysWhere() {
    Filled failed =
        fill(PAGED, Map.of("templates.default.text", "\n  {{#each alerts}}{{ nothing }}{{/each}}"));

    assertThat(failed.remarked())
        .startsWith("The template of ops (text) failed, so this is what is built in. 2:22: ");
    assertThat(
            meters
                .get("firebell.templates.failed")
                .tags("type", "email", "tenant", "default")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void noSettingOfTheChannelIsAmongTheValues() {
    assertThat(
            NotificationValues.of(PAGED, POLICY, "https://firebell.example.com", Links.NONE)
                .toString())
        .doesNotContain("hunter2");
  }
}
