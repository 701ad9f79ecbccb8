package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import io.firebell.schemas.policy.PolicyReading.Refused;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {

  private static final String REST =
      """
      version: 1
      routes: [{ plan: all }]
      plans:
        all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      """;

  private static List<PolicyError> errors(String templates) {
    return ((Refused) PolicyReader.read(REST + templates, 1)).errors();
  }

  private static Policy policy(String templates) {
    return ((Accepted) PolicyReader.read(REST + templates, 1)).policy();
  }

  @Test
  void aMistakeIsToldWhereItStandsHoweverTheTextIsWritten() {
    assertThat(
            errors(
                """
                templates:
                  block:
                    text: |
                      first {{ title }}

                        third {{ titel }}
                  plain:
                    text: a {{ b1 }}
                  quoted: { subject: 'it''s {{ c1 }}' }
                  single: { subject: '{{ c2 }}', text: "{{ c3 }}" }
                  folded:
                    text: >
                      a
                      {{ d1 }}
                """))
        .extracting(error -> error.line() + ":" + error.column() + ": " + error.message())
        .satisfiesExactly(
            error -> assertThat(error).startsWith("10:18: \"titel\" is not known"),
            error -> assertThat(error).startsWith("12:16: \"b1\" is not known"),
            error -> assertThat(error).startsWith("13:22: line 1, column 9 of it: \"c1\" is not"),
            error -> assertThat(error).startsWith("14:26: \"c2\" is not known"),
            error -> assertThat(error).startsWith("14:44: \"c3\" is not known"),
            error -> assertThat(error).startsWith("16:11: line 1, column 6 of it: \"d1\" is not"));
  }

  @Test
  void aMistakeInAFileIsToldByItsName() {
    assertThat(
            errors(
                """
                templates:
                  mail: { text: { file: { name: mail.txt, text: "a\\n{{ b1 }}" } } }
                """))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.path()).isEqualTo("templates.mail.text.file");
          assertThat(error.message()).startsWith("mail.txt:2:4: \"b1\" is not known");
        });
  }

  @Test
  void channelsAndContactsHaveTheTextsOfTheirTemplates() {
    Policy policy =
        policy(
            """
            templates:
              one: { subject: one, text: 'one {{ title }}' }
              other: { subject: other }
              body: { body: '{}' }
            providers: { email: { from: a@example.com, host: b, templates: { default: one } } }
            users: { alice: { email: alice@example.com } }
            channels:
              shared: { email: { to: ops@example.com } }
              own: { email: { to: ops@example.com, templates: { resolved: other } } }
              hook: { webhook: { url: 'https://example.com', templates: { default: body } } }
            """);
    assertThat(templates(policy.channel("shared").orElseThrow()))
        .isEqualTo(
            Map.of(
                "templates.default.subject", "one", "templates.default.text", "one {{ title }}"));
    assertThat(templates(policy.channel("own").orElseThrow()))
        .isEqualTo(Map.of("templates.resolved.subject", "other"));
    assertThat(templates(policy.channel("hook").orElseThrow()))
        .isEqualTo(Map.of("templates.default.body", "{}"));
    assertThat(policy.providers().values())
        .anySatisfy(shared -> assertThat(shared).containsKey("templates.default.text"));
  }

  private static Map<String, String> templates(Channel channel) {
    Map<String, String> templates = new HashMap<>(channel.settings());
    templates.keySet().removeIf(setting -> !ChannelSettings.isTemplate(setting));
    return templates;
  }

  /// Whoever has no templates does not pay for them.
  @Test
  void withoutTemplatesNothingOfTheirEngineIsLoaded() throws Exception {
    try (URLClassLoader without = classPathWithout("handlebars")) {
      Object reading =
          without
              .loadClass(PolicyReader.class.getName())
              .getMethod("read", String.class, long.class)
              .invoke(null, DefaultPolicy.yaml(), 1L);
      assertThat(reading.getClass().getSimpleName()).isEqualTo("Accepted");
    }
  }

  private static URLClassLoader classPathWithout(String library) throws IOException {
    URL[] urls =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains(library))
            .map(entry -> Path.of(entry).toUri())
            .map(TemplateReaderTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
