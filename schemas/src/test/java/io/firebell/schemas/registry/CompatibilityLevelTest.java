package io.firebell.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityLevelTest {

  private static final Schema BARE = fields().endRecord();
  private static final Schema WITH_DEFAULT =
      fields().name("team").type().stringType().stringDefault("").endRecord();
  private static final Schema WITHOUT_DEFAULT = fields().requiredString("team").endRecord();

  private static SchemaBuilder.FieldAssembler<Schema> fields() {
    return SchemaBuilder.record("t.Person").fields().requiredString("name");
  }

  @ParameterizedTest(name = "{0}: {1} after {2} is compatible: {3}")
  @CsvSource({
    "NONE,                 WITHOUT_DEFAULT, BARE,                 true",
    "BACKWARD,             WITHOUT_DEFAULT, BARE,                 false",
    "BACKWARD,             WITH_DEFAULT,    BARE,                 true",
    "BACKWARD,             BARE,            WITHOUT_DEFAULT,      true",
    "BACKWARD,             WITHOUT_DEFAULT, BARE+WITH_DEFAULT,    true",
    "BACKWARD_TRANSITIVE,  WITHOUT_DEFAULT, BARE+WITH_DEFAULT,    false",
    "FORWARD,              WITHOUT_DEFAULT, BARE,                 true",
    "FORWARD,              BARE,            WITHOUT_DEFAULT,      false",
    "FORWARD,              BARE,            WITHOUT_DEFAULT+WITH_DEFAULT, true",
    "FORWARD_TRANSITIVE,   BARE,            WITHOUT_DEFAULT+WITH_DEFAULT, false",
    "FULL,                 WITH_DEFAULT,    BARE,                 true",
    "FULL,                 WITHOUT_DEFAULT, BARE,                 false",
    "FULL,                 BARE,            WITHOUT_DEFAULT,      false",
    "FULL_TRANSITIVE,      WITH_DEFAULT,    BARE+WITH_DEFAULT,    true",
    "FULL_TRANSITIVE,      WITHOUT_DEFAULT, BARE+WITH_DEFAULT,    false",
    "FULL_TRANSITIVE,      WITHOUT_DEFAULT, '',                   true",
  })
  void levelSaysWhatFitsWhat(
      CompatibilityLevel level, String candidate, String earlier, boolean compatible) {
    List<Schema> versions =
        earlier.isEmpty()
            ? List.of()
            : List.of(earlier.split("\\+")).stream().map(CompatibilityLevelTest::named).toList();
    Compatibility verdict = level.check(named(candidate), versions);
    assertThat(verdict.isCompatible()).as("%s", verdict.problems()).isEqualTo(compatible);
    assertThat(verdict.problems())
        .allSatisfy(problem -> assertThat(problem).contains("team").contains("/fields/1"));
  }

  private static Schema named(String name) {
    return switch (name) {
      case "BARE" -> BARE;
      case "WITH_DEFAULT" -> WITH_DEFAULT;
      case "WITHOUT_DEFAULT" -> WITHOUT_DEFAULT;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
