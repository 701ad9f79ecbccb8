package io.firebell.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the schemas to what was written before: each must read the data of every version under
/// `previous/`, a folder for each release with a copy of its schemas and of its golden bytes.
class SchemaEvolutionTest {

  private static final Map<String, RecordCodec<?>> CURRENT =
      Codecs.all().stream()
          .collect(Collectors.toMap(codec -> codec.type().getSimpleName(), Function.identity()));

  /// What a release wrote: the type of that name under a folder such as `/previous/1`.
  record Previous(String folder, String name) {

    Schema schema() {
      return AvroSchemas.in(folder, TestFiles.names(folder, ".avsc")).named(name);
    }

    byte[] bytes() {
      return TestFiles.hex(folder + "/" + name + ".hex");
    }
  }

  static Stream<Previous> previous() {
    return TestFiles.names("/previous", "").stream()
        .map(version -> "/previous/" + version)
        .flatMap(folder ->
            TestFiles.names(folder, ".hex").stream().map(name -> new Previous(folder, name)));
  }

  @ParameterizedTest
  @MethodSource("previous")
  void whatWasWrittenBeforeCanStillBeRead(Previous previous) {
    assertThat(obstacles(current(previous).schema(), previous.schema())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("previous")
  void bytesThatWereWrittenBeforeAreStillRead(Previous previous) {
    RecordCodec<?> current = current(previous);

    assertThatCode(() -> AvroBytes.read(current, previous.schema(), previous.bytes()))
        .doesNotThrowAnyException();
  }

  @Test
  void newFieldWithoutADefaultIsAnObstacle() {
    String without = "{\"name\": \"region\", \"type\": \"string\"}";
    String with = "{\"name\": \"region\", \"type\": \"string\", \"default\": \"\"}";

    assertThat(obstacles(command(without, "\"string\""), command("", "\"string\"")))
        .containsExactly("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0: region");
    assertThat(obstacles(command(with, "\"string\""), command("", "\"string\""))).isEmpty();
  }

  @Test
  void otherTypeIsAnObstacle() {
    assertThat(obstacles(command("", "\"int\""), command("", "\"string\"")))
        .singleElement()
        .asString()
        .startsWith("TYPE_MISMATCH at /fields/0/type");
  }

  @Test
  void missingEnumNameIsAnObstacle() {
    assertThat(obstacles(command("", priority("P1")), command("", priority("P1\", \"P2"))))
        .singleElement()
        .asString()
        .startsWith("MISSING_ENUM_SYMBOLS");
  }

  @Test
  void missingBranchIsAnObstacle() {
    assertThat(obstacles(command("", "[\"string\"]"), command("", "[\"string\", \"null\"]")))
        .singleElement()
        .asString()
        .startsWith("MISSING_UNION_BRANCH");
  }

  private static RecordCodec<?> current(Previous previous) {
    return Objects.requireNonNull(
        CURRENT.get(previous.name()), "nothing reads " + previous.name() + " any more");
  }

  private static List<String> obstacles(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(SchemaEvolutionTest::describe)
        .toList();
  }

  private static String describe(Incompatibility obstacle) {
    return obstacle.getType() + " at " + obstacle.getLocation() + ": " + obstacle.getMessage();
  }

  private static Schema command(String firstField, String typeOfBy) {
    String by = "{\"name\": \"by\", \"type\": " + typeOfBy + "}";
    String fields = firstField.isEmpty() ? by : firstField + ", " + by;
    return new Schema.Parser()
        .parse("{\"type\": \"record\", \"name\": \"Command\", \"fields\": [" + fields + "]}");
  }

  private static String priority(String symbols) {
    return "{\"type\": \"enum\", \"name\": \"Priority\", \"symbols\": [\"" + symbols + "\"]}";
  }
}
