package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.schemas.policy.PolicyReading.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFilesTest {

  private static final String POLICY =
      """
      version: 1 # 😀
      routes: [{ plan: all }]
      plans:
        all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      templates:
        mail:
          subject: { file: subject.txt } # a remark
          text:
            file: 'texts/mail.txt'
      channels:
        ops: { email: { to: a@example.com, from: b@example.com, host: c, templates: { default: mail } } }
      """;

  @TempDir Path directory;

  @Test
  void filesTravelWithThePolicy() throws IOException {
    Files.writeString(directory.resolve("subject.txt"), "{{ topic }}");
    Files.createDirectory(directory.resolve("texts"));
    Files.writeString(directory.resolve("texts/mail.txt"), "\"{{ title }}\"\n\té: {{ news }} \\\n");

    String whole = TemplateFiles.takenIn(POLICY, directory);

    assertThat(whole.lines().count()).isEqualTo(POLICY.lines().count());
    assertThat(
            ((Accepted) PolicyReader.read(whole, 1))
                .policy()
                .channel("ops")
                .orElseThrow()
                .settings())
        .containsEntry("templates.default.subject", "{{ topic }}")
        .containsEntry("templates.default.text", "\"{{ title }}\"\n\té: {{ news }} \\\n");
    assertThat(PublishedSchema.complaints(whole)).isEmpty();
    assertThat(TemplateFiles.takenIn(whole, directory)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/hostname", "../outside.txt", "link.txt"})
  void whatIsElsewhereIsNotRead(String name) throws IOException {
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Path outside = Files.writeString(directory.resolve("outside.txt"), "a secret");
    Files.createSymbolicLink(policies.resolve("link.txt"), outside);

    assertThatThrownBy(() ->
            TemplateFiles.takenIn("templates: { a: { text: { file: " + name + " } } }", policies))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("should be beside the policy or below: is elsewhere");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> TemplateFiles.takenIn(POLICY, directory))
        .hasMessage("the template subject.txt should be a file beside the policy: is not there");
  }

  @Test
  void whatIsNoYamlIsLeftToTheReader() throws IOException {
    assertThat(TemplateFiles.takenIn("templates: [file: {", directory))
        .isEqualTo("templates: [file: {");
  }
}
