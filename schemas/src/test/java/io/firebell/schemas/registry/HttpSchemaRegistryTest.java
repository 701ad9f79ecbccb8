package io.firebell.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.firebell.schemas.registry.StubRegistry.Asked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {

  private static final Schema TEXT = Schema.create(Schema.Type.STRING);

  @AutoClose private final StubRegistry stub = new StubRegistry();

  @AutoClose
  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", stub.url() + "/apis/ccompat/v7/"));

  @Test
  void registeringSendsTheSchemaAndNothingElse() {
    stub.on("POST /apis/ccompat/v7/subjects/a%2Fb%20c-value/versions", 200, "{\"id\":7}");
    assertThat(registry.register("a/b c-value", TEXT)).isEqualTo(7);
    assertThat(stub.asked())
        .containsExactly(
            new Asked(
                "POST /apis/ccompat/v7/subjects/a%2Fb%20c-value/versions",
                Optional.empty(), "{\"schema\":\"\\\"string\\\"\"}"));
  }

  @Test
  void unknownFieldsAreIgnored() {
    stub.on(
        "POST /apis/ccompat/v7/subjects/s/versions",
        200,
        "{\"id\":7,\"guid\":\"x\",\"metadata\":{\"tags\":{}},\"ruleSet\":null}");
    assertThat(registry.register("s", TEXT)).isEqualTo(7);
  }

  @Test
  void refusalCarriesStatusCodeAndMessage() {
    stub.on(
        "POST /apis/ccompat/v7/subjects/s/versions",
        409,
        "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}");
    assertThatThrownBy(() -> registry.register("s", TEXT))
        .asInstanceOf(type(RegistryRefusedException.class))
        .satisfies(e -> assertThat(e.status()).isEqualTo(409))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(409))
        .satisfies(e -> assertThat(e.isUnknown()).isFalse())
        .satisfies(e -> assertThat(e).hasMessageContaining("registered is incompatible"));
  }

  @Test
  void lookUpTellsUnknownFromKnown() {
    stub.on("POST /apis/ccompat/v7/subjects/s", 200, "{\"id\":3,\"version\":1}");
    stub.on(
        "POST /apis/ccompat/v7/subjects/none",
        404,
        "{\"error_code\":40401,\"message\":\"Subject 'none' not found.\"}");
    assertThat(registry.idOf("s", TEXT)).hasValue(3);
    assertThat(registry.idOf("none", TEXT)).isEmpty();
  }

  @Test
  void latestVersionIsParsed() {
    stub.on(
        "GET /apis/ccompat/v7/subjects/s/versions/latest",
        200,
        "{\"subject\":\"s\",\"version\":4,\"id\":9,\"schema\":\"\\\"string\\\"\"}");
    stub.on(
        "GET /apis/ccompat/v7/subjects/none/versions/latest",
        404,
        "{\"error_code\":40402,\"message\":\"Version not found.\"}");
    assertThat(registry.latest("s")).contains(new RegisteredSchema("s", 4, 9, TEXT));
    assertThat(registry.latest("none")).isEmpty();
  }

  @Test
  void schemaIsFetchedWithWhatItRefersTo() {
    String b = "{'name':'t.B','subject':'b','version':2}";
    String c = "{'name':'t.C','subject':'c','version':1}";
    stub.on(
        "GET /apis/ccompat/v7/schemas/ids/1",
        200,
        document(
            record("t.A", "{'name':'b','type':'t.B'},{'name':'c','type':'t.C'}"), b + "," + c));
    stub.on(
        "GET /apis/ccompat/v7/subjects/b/versions/2",
        200,
        document(record("t.B", "{'name':'c','type':'t.C'}"), c));
    stub.on(
        "GET /apis/ccompat/v7/subjects/c/versions/1",
        200,
        document("{'type':'fixed','name':'t.C','size':4}", ""));
    Schema schema = registry.schema(1);
    assertThat(schema.getField("b").schema().getField("c").schema().getFixedSize()).isEqualTo(4);
    assertThat(schema.getField("c").schema().getFullName()).isEqualTo("t.C");
  }

  private static String record(String name, String fields) {
    return "{'type':'record','name':'%s','fields':[%s]}".formatted(name, fields);
  }

  private static String document(String schema, String references) {
    String quoted = schema.replace("'", "\\'");
    return "{'schema':'%s','references':[%s]}".formatted(quoted, references).replace('\'', '"');
  }

  @Test
  void schemaOfAnotherKindIsRefusedByName() {
    stub.on(
        "GET /apis/ccompat/v7/schemas/ids/1",
        200,
        "{\"schema\":\"syntax = proto3\",\"schemaType\":\"PROTOBUF\"}");
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(AvroRuntimeException.class)
        .hasMessageContaining("PROTOBUF");
  }

  @Test
  void unknownIdIsUnknownOnlyIfTheRegistryItselfSaysSo() {
    stub.on(
        "GET /apis/ccompat/v7/schemas/ids/1",
        404,
        "{\"error_code\":40403,\"message\":\"Schema 1 not found\"}");
    stub.on("GET /apis/ccompat/v7/schemas/ids/2", 404, "<h1>404 page not found</h1>");
    assertThatThrownBy(() -> registry.schema(1))
        .asInstanceOf(type(RegistryRefusedException.class))
        .matches(RegistryRefusedException::isUnknown);
    assertThatThrownBy(() -> registry.schema(2))
        .asInstanceOf(type(RegistryRefusedException.class))
        .matches(e -> !e.isUnknown())
        .satisfies(e -> assertThat(e).hasMessageContaining("404 page not found"));
  }

  @Test
  void verdictOnANewVersionCarriesItsProblems() {
    String path = "POST /apis/ccompat/v7/compatibility/subjects/%s/versions/latest?verbose=true";
    stub.on(
        path.formatted("bad"),
        200,
        "{\"is_compatible\":false,\"messages\":[\"READER_FIELD_MISSING\"]}");
    stub.on(path.formatted("curt"), 200, "{\"is_compatible\":false}");
    stub.on(path.formatted("good"), 200, "{\"is_compatible\":true}");
    stub.on(path.formatted("new"), 404, "{\"error_code\":40401,\"message\":\"not found\"}");
    assertThat(registry.compatibility("bad", TEXT).problems())
        .containsExactly("READER_FIELD_MISSING");
    assertThat(registry.compatibility("curt", TEXT).isCompatible()).isFalse();
    assertThat(registry.compatibility("good", TEXT).isCompatible()).isTrue();
    assertThat(registry.compatibility("new", TEXT).isCompatible()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"x\"}", "{\"id\":99999999999}", "[]"})
  void answerWithoutAnIdIsRefused(String answer) {
    stub.otherwise(200, "application/json", answer);
    assertThatThrownBy(() -> registry.register("s", TEXT))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining("no usable \"id\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Sign in</html>", "{\"id\":", "7", "\u0000\u0001"})
  void answerThatIsNoJsonObjectMeansTheRegistryIsNotWell(String answer) {
    stub.otherwise(200, "text/html", answer);
    assertThatThrownBy(() -> registry.register("s", TEXT))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(stub.url())
        .hasMessageContaining("not with JSON");
  }

  @Test
  void redirectIsNotFollowedWithCredentials() {
    stub.otherwise(302, "text/html", "moved");
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining("302");
    assertThat(List.copyOf(stub.asked())).hasSize(1);
  }

  @Test
  void endlessAnswerIsCutOff() {
    stub.otherwise(200, "application/json", "[\"" + "x".repeat(17 << 20) + "\"]");
    assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryUnavailableException.class);
  }
}
