package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretResolverTest {

  private static final SecretResolver RESOLVER =
      new SecretResolver(
          name ->
              Optional.ofNullable(
                  Map.of("TOKEN", "xoxb-1$\\2", "HOST", "example.com", "EMPTY", "").get(name)),
          place -> Optional.ofNullable(Map.of("global/slack_api_url", "https://s/1").get(place)));

  @TempDir private Path secrets;

  @Test
  void aVariableIsPutInItsPlace() {
    assertThat(RESOLVER.resolve("${env:TOKEN}")).isEqualTo("xoxb-1$\\2");
    assertThat(RESOLVER.resolve("https://${env:HOST}/${env:TOKEN}/x"))
        .isEqualTo("https://example.com/xoxb-1$\\2/x");
  }

  @Test
  void aTextWithoutReferencesStaysWhatItIs() {
    assertThat(RESOLVER.resolve("#incidents $5 {a} $ {")).isEqualTo("#incidents $5 {a} $ {");
    assertThat(RESOLVER.resolve("")).isEmpty();
  }

  @Test
  void aFileIsReadWithoutItsLastLineEnd() throws IOException {
    Path file = Files.writeString(secrets.resolve("smtp key"), " pass\nword \r\n\n");
    assertThat(RESOLVER.resolve("${file:" + file + "}")).isEqualTo(" pass\nword ");
  }

  @Test
  void aFileThatIsReplacedIsReadAgain() throws IOException {
    Path file = Files.writeString(secrets.resolve("key"), "old");
    String reference = "${file:" + file + "}";
    assertThat(RESOLVER.resolve(reference)).isEqualTo("old");
    Files.writeString(file, "new");
    assertThat(RESOLVER.resolve(reference)).isEqualTo("new");
  }

  @Test
  void aPlaceInTheAlertmanagersConfigurationIsLookedUp() {
    assertThat(RESOLVER.resolve("${alertmanager:global/slack_api_url}")).isEqualTo("https://s/1");
    assertThatThrownBy(() -> RESOLVER.resolve("${alertmanager:receivers/ops/0/url}"))
        .isInstanceOf(SecretNotFoundException.class)
        .hasMessageContaining("receivers/ops/0/url");
  }

  @Test
  void allSettingsAreResolved() {
    assertThat(RESOLVER.resolve(Map.of("token", "${env:TOKEN}", "channel", "#ops")))
        .isEqualTo(Map.of("token", "xoxb-1$\\2", "channel", "#ops"));
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    assertThatThrownBy(() -> RESOLVER.resolve("a ${env:MISSING}"))
        .isInstanceOf(SecretNotFoundException.class)
        .hasMessage("the environment variable MISSING should be set: is not");
    assertThatThrownBy(() -> RESOLVER.resolve("${env:EMPTY}"))
        .hasMessage("the environment variable EMPTY should be set: is not");
    Path missing = secrets.resolve("missing");
    assertThatThrownBy(() -> RESOLVER.resolve("${file:" + missing + "}"))
        .isInstanceOf(SecretNotFoundException.class)
        .hasMessage("the file " + missing + " should be readable: NoSuchFileException");
    Path empty = Files.writeString(secrets.resolve("empty"), "\n");
    assertThatThrownBy(() -> RESOLVER.resolve("${file:" + empty + "}"))
        .hasMessage("the file " + empty + " should have a secret: is empty");
  }

  @Test
  void aFileThatIsNoSecretIsRefusedWithoutItsContent() throws IOException {
    Path binary = Files.write(secrets.resolve("binary"), new byte[] {'k', 'e', 'y', (byte) 0xff});
    assertThatThrownBy(() -> RESOLVER.resolve("${file:" + binary + "}"))
        .isInstanceOf(SecretNotFoundException.class)
        .hasMessage("the file " + binary + " should be UTF-8 text: is not");
    Path large = Files.write(secrets.resolve("large"), new byte[65_537]);
    assertThatThrownBy(() -> RESOLVER.resolve("${file:" + large + "}"))
        .hasMessage("the file " + large + " should be a secret: is too large");
  }

  @Test
  void aReferenceThatIsNoneIsACallersMistake() {
    for (String text :
        new String[] {"${TOKEN}", "${env:}", "${env:A-B}", "${file:x}", "${env:TOKEN"}) {
      assertThatThrownBy(() -> RESOLVER.resolve("xx" + text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a reference should be ${env:NAME} or ${file:/path}: what begins at character 3 is"
                  + " neither");
    }
  }
}
