package io.firebell.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.classify.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How single components map, on records made for it; the domain's own are in [CodecsTest].
class RecordCodecTest {

  private static final String INSTANT = "{'type': 'long', 'logicalType': 'timestamp-millis'}";
  private static final String BREACH =
      """
      {'type': 'record', 'name': 'Breach', 'fields': [
        {'name': 'metric', 'type': 'string'}, {'name': 'value', 'type': 'double'},
        {'name': 'comparator', 'type': 'string'}, {'name': 'threshold', 'type': 'double'},
        {'name': 'unit', 'type': 'string'}]}\
      """;

  record Text(String it) {}

  record MaybeText(@Nullable String it) {}

  record Count(int it) {}

  record Moment(Instant it) {}

  record Span(Duration it) {}

  record Level(Priority it) {}

  record Broken(Breach it) {}

  record Names(List<String> it) {}

  record Hosts(Set<String> it) {}

  record Counts(Map<Fingerprint, Integer> it) {}

  record Two(String it, String other) {}

  record Pair(Two it) {}

  record Positive(int it) {
    Positive {
      if (it < 1) {
        throw new IllegalArgumentException("should be positive: was " + it);
      }
    }
  }

  record Shaped(Shape it) {}

  sealed interface Shape {
    record Round(int radius) implements Shape {}

    record Flat() implements Shape {}
  }

  static List<Arguments> misfits() {
    return List.of(
        misfit(Text.class, "'int'", "Text.it: should be int: was java.lang.String"),
        misfit(Text.class, "'bytes'", "Text.it: there is no mapping for bytes"),
        misfit(Count.class, "'long'", "Count.it: should be long: was int"),
        misfit(Count.class, "'string'", "Count.it: should be a String or an enum: was int"),
        misfit(
            Count.class,
            "{'type': 'int', 'logicalType': 'date'}",
            "Count.it: there is no mapping for {\"type\":\"int\",\"logicalType\":\"date\"} to int"),
        misfit(
            MaybeText.class,
            "'string'",
            "MaybeText.it: is nullable, so the schema should be a union with null: was \"string\""),
        misfit(
            Text.class,
            "['null', 'string']",
            "Text.it: the schema may be null, so the component should be nullable"),
        misfit(
            Moment.class,
            "'long'",
            "Moment.it: an Instant should be a timestamp-millis in the schema: was \"long\""),
        misfit(
            Moment.class,
            "{'type': 'long', 'logicalType': 'timestamp-micros'}",
            "Moment.it: an Instant should be a timestamp-millis in the schema: was"
                + " {\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}"),
        misfit(
            Span.class,
            INSTANT,
            "Span.it: there is no mapping for"
                + " {\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}"
                + " to java.time.Duration"),
        misfit(
            Level.class,
            "{'type': 'enum', 'name': 'Priority', 'symbols': ['P1', 'P2', 'P3', 'P5']}",
            "Level.it: should have the names [P1, P2, P3, P5]: was [P1, P2, P3, P4]"),
        misfit(
            Text.class,
            "{'type': 'enum', 'name': 'Priority', 'symbols': ['P1']}",
            "Text.it: should be an enum: was java.lang.String"),
        misfit(
            Names.class,
            "{'type': 'array', 'items': 'long'}",
            "Names.it[]: should be long: was java.lang.String"),
        misfit(
            Hosts.class,
            "{'type': 'array', 'items': 'string'}",
            "Hosts.it: should be a List: was java.util.Set<java.lang.String>"),
        misfit(
            Names.class,
            "{'type': 'map', 'values': 'string'}",
            "Names.it: should be a Map or SortedMap: was java.util.List<java.lang.String>"),
        misfit(
            Counts.class,
            "{'type': 'map', 'values': 'string'}",
            "Counts.it[]: should be a String or an enum: was java.lang.Integer"),
        misfit(Pair.class, "'string'", "Pair.it: should be a record in the schema: was string"),
        misfit(Text.class, BREACH, "Text.it: should be a record: was java.lang.String"),
        misfit(
            Pair.class,
            "{'type': 'record', 'name': 'Two', 'fields': ["
                + "{'name': 'it', 'type': 'string'}, {'name': 'third', 'type': 'string'}]}",
            "Pair.it.other: the schema has no such field",
            "Pair.it.third: the record has no such component"),
        misfit(
            Text.class,
            "['int', 'string']",
            "Text.it: should be a sealed interface: was java.lang.String"),
        misfit(
            Shaped.class,
            "[{'type': 'record', 'name': 'Round', 'fields': ["
                + "{'name': 'radius', 'type': 'string'}]},"
                + " {'type': 'record', 'name': 'Steep', 'fields': []}]",
            "Shaped.it(Round).radius: should be a String or an enum: was int",
            "Shaped.it(Flat): the schema has no such branch",
            "Shaped.it(Steep): there is no such record"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void whatDoesNotFitIsRefusedWithItsPlace(Class<?> type, String schema, List<String> reasons) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCodec.of(type, schemaOf(schema)))
        .withMessage(
            "%s should fit the schema It:\n  %s", type.getName(), String.join("\n  ", reasons));
  }

  @Test
  void schemaThatIsNoRecordIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCodec.of(Text.class, Schema.create(Schema.Type.STRING)))
        .withMessage("the schema should be a record: was \"string\"");
  }

  @Test
  void instantIsMillisecondsAndWhatIsFinerIsCutOff() {
    var codec = RecordCodec.of(Moment.class, schemaOf(INSTANT));
    Instant precise = Instant.parse("2026-01-01T00:00:00.123999999Z");

    assertThat(codec.toAvro(new Moment(precise)).get("it")).isEqualTo(1767225600123L);
    assertThat(throughBytes(codec, new Moment(precise)).it())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
  }

  @Test
  void durationIsMilliseconds() {
    var codec = RecordCodec.of(Span.class, schemaOf("'long'"));

    assertThat(codec.toAvro(new Span(Duration.ofSeconds(2))).get("it")).isEqualTo(2000L);
    assertThat(throughBytes(codec, new Span(Duration.ofSeconds(2))).it())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void nullComesBackAsNull() {
    var codec = RecordCodec.of(MaybeText.class, schemaOf("['null', 'string']"));

    assertThat(throughBytes(codec, new MaybeText(null)).it()).isNull();
    assertThat(throughBytes(codec, new MaybeText("")).it()).isEmpty();
  }

  @Test
  void constantForNothingIsNullInTheSchema() {
    var codec = RecordCodec.of(Broken.class, schemaOf("['null', " + BREACH + "]"));

    assertThat(codec.toAvro(new Broken(Breach.NONE)).get("it")).isNull();
    assertThat(throughBytes(codec, new Broken(Breach.NONE)).it()).isSameAs(Breach.NONE);
  }

  @Test
  void enumMayBeAString() {
    var codec = RecordCodec.of(Level.class, schemaOf("'string'"));

    assertThat(codec.toAvro(new Level(Priority.P2)).get("it")).isEqualTo("P2");
    assertThat(throughBytes(codec, new Level(Priority.P2)).it()).isEqualTo(Priority.P2);
  }

  @Test
  void unknownNameOfAnEnumIsRefused() {
    var codec = RecordCodec.of(Level.class, schemaOf("'string'"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.fromAvro(recordOf(codec, "P9")))
        .withMessageStartingWith("a name should be one of [")
        .withMessageEndingWith("]: was P9");
  }

  @Test
  void keyOfAMapMayBeAValueOfOneText() {
    var codec = RecordCodec.of(Counts.class, schemaOf("{'type': 'map', 'values': 'int'}"));
    Map<Fingerprint, Integer> counts =
        Map.of(new Fingerprint("00000000000000ff"), 1, new Fingerprint("000000000000000a"), 2);

    assertThat(codec.toAvro(new Counts(counts)).get("it"))
        .hasToString("{000000000000000a=2, 00000000000000ff=1}");
    assertThat(throughBytes(codec, new Counts(counts)).it()).isEqualTo(counts);
  }

  @Test
  void branchOfAUnionIsFoundByItsName() {
    var codec =
        RecordCodec.of(
            Shaped.class,
            schemaOf(
                "[{'type': 'record', 'name': 'a.Flat', 'fields': []}, {'type': 'record',"
                    + " 'name': 'b.Round', 'fields': [{'name': 'radius', 'type': 'int'}]}]"));

    assertThat(throughBytes(codec, new Shaped(new Shape.Round(3))))
        .isEqualTo(new Shaped(new Shape.Round(3)));
    assertThat(throughBytes(codec, new Shaped(new Shape.Flat())))
        .isEqualTo(new Shaped(new Shape.Flat()));
  }

  @Test
  void orderOfTheFieldsNeedNotBeThatOfTheComponents() {
    String fields = "{'name': 'other', 'type': 'string'}, {'name': 'it', 'type': 'string'}";
    Schema schema = schema("{'type': 'record', 'name': 'Two', 'fields': [" + fields + "]}");
    var codec = RecordCodec.of(Two.class, schema);

    assertThat(codec.toAvro(new Two("a", "b"))).hasToString("{\"other\": \"b\", \"it\": \"a\"}");
    assertThat(throughBytes(codec, new Two("a", "b"))).isEqualTo(new Two("a", "b"));
  }

  @Test
  void stringsOfAvroItselfAreTaken() {
    var codec = RecordCodec.of(Text.class, schemaOf("'string'"));

    assertThat(codec.fromAvro(recordOf(codec, new Utf8("text")))).isEqualTo(new Text("text"));
  }

  @Test
  void readersAreToldToMakeStrings() {
    var codec = RecordCodec.of(Names.class, schemaOf("{'type': 'array', 'items': 'string'}"));

    assertThat(codec.readerSchema()).isNotEqualTo(codec.schema());
    assertThat(
            codec
                .readerSchema()
                .getField("it")
                .schema()
                .getElementType()
                .getProp("avro.java.string"))
        .isEqualTo("String");
    assertThat(codec.schema())
        .hasToString(schemaOf("{'type': 'array', 'items': 'string'}").toString());
  }

  @Test
  void recordOfAnotherSchemaIsRefused() {
    var codec = RecordCodec.of(Text.class, schemaOf("'string'"));
    GenericRecord other = new GenericData.Record(schemaOf("'int'"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.fromAvro(other))
        .withMessageStartingWith("a record of It should have its newest schema: was ");
  }

  @Test
  void whatTheDomainRefusesIsRefused() {
    var codec = RecordCodec.of(Positive.class, schemaOf("'int'"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.fromAvro(recordOf(codec, 0)))
        .withMessage("should be positive: was 0");
  }

  private static <T> T throughBytes(RecordCodec<T> codec, T value) {
    return AvroBytes.read(codec, codec.schema(), AvroBytes.write(codec, value));
  }

  private static GenericRecord recordOf(RecordCodec<?> codec, Object it) {
    GenericRecord record = new GenericData.Record(codec.schema());
    record.put("it", it);
    return record;
  }

  private static Arguments misfit(Class<?> type, String schema, String... reasons) {
    return Arguments.of(type, schema, List.of(reasons));
  }

  private static Schema schemaOf(String it) {
    return schema(
        "{'type': 'record', 'name': 'It', 'fields': [{'name': 'it', 'type': %s}]}".formatted(it));
  }

  private static Schema schema(String text) {
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }
}
