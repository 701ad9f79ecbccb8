package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.alertmanager.AlertmanagerConfig;
import io.firebell.schemas.alertmanager.Conversion;
import io.firebell.schemas.alertmanager.SecretStyle;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.standalone.docs.Document;
import io.firebell.standalone.docs.Document.Block;
import io.firebell.standalone.docs.Document.Excerpt;
import io.firebell.standalone.docs.Words;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/// Everything that the documents tell people to type is run here, against the packaged program, or
/// is known to be run by something else. What nobody runs is a failure.
class DocumentsIT {

  /// What fragments of a policy are read with.
  private static final String POLICY =
      """
      version: 1
      routes: [{ plan: all }]
      plans:
        all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      """;

  /// Under which every incident has a next step.
  private static final String PAGING =
      """
      version: 1
      routes: [{ plan: all, groupWait: 0s }]
      plans:
        all:
          P1: { escalate: on-call }
          P2: { escalate: on-call }
          P3: { escalate: on-call }
          P4: { escalate: on-call }
      escalations:
        on-call: { steps: [{ page: channel/screen }, { page: channel/screen }] }
      channels:
        screen: { terminal: {} }
        operations: { email: { to: ops@example.com, from: firebell@example.com, host: mail } }
      users: { bob: { webhook: 'http://127.0.0.1:1/' } }
      """;

  private static final String USUAL_URL = "http://127.0.0.1:8080";

  @TempDir private static Path directory;
  private static Path policy;
  private static Path alertmanager;
  private static Program program;

  @BeforeAll
  static void start() throws IOException {
    policy = Files.writeString(directory.resolve("policy.yaml"), PAGING);
    alertmanager =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            "route: { receiver: all }\nreceivers: [{ name: all }]\n");
    program =
        Program.up(
            directory.resolve("data"), "--policy", policy.toString(), "--tenant", "acme=" + policy);
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  static Stream<Excerpt> commands() {
    return Document.all().stream().flatMap(document -> document.commands().stream());
  }

  static Stream<Block> blocks() {
    return Document.all().stream().flatMap(document -> document.blocks().stream());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandWorks(Excerpt command) throws Exception {
    run(command.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./build everything",
        "./firebell fly",
        "./firebell up --fast",
        "./mvnw install",
        "firebell incidents show ID --colour",
        "amtool template render",
        "curl http://127.0.0.1:8080/v1/nothing",
        "curl -k http://127.0.0.1:8080/v1/incidents",
        "GET /v1/nothing",
        "POST /v1/nothing",
        "--speed"
      })
  void whatDoesNotWorkOrNobodyRunsIsAFailure(String command) {
    assertThat(Document.looksLikeACommand(command)).isTrue();
    assertThatThrownBy(() -> run(command)).isInstanceOf(Throwable.class);
  }

  private static void run(String command) throws Exception {
    List<String> words = Words.of(command);
    List<String> arguments = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "./firebell", "firebell" -> firebell(arguments);
      case "./mvnw" -> isRunBy(".ci/run", "./mvnw -B " + String.join(" ", arguments));
      case "amtool" -> isRunBy(".ci/end-to-end", "\"amtool\"", quoted(arguments));
      case "curl" -> curl(arguments);
      case "GET" -> curl(List.of(USUAL_URL + arguments.getFirst()));
      case "POST" -> assertThat(program.post(arguments.getFirst(), "")).isEqualTo(200);
      case String word when word.startsWith("--") -> assertThat(options()).contains(word);
      default -> throw new AssertionError("somebody should run this: " + command);
    }
  }

  private static void firebell(List<String> arguments) throws IOException {
    switch (arguments.getFirst()) {
      case "up" -> {
        if (arguments.contains("--help")) {
          succeeds(arguments);
        } else if (arguments.size() > 1) {
          // RunningIT and UpIT are about what the options do.
          Firebell.commandLine().parseArgs(arguments.toArray(String[]::new));
        } else {
          isRunBy(".ci/end-to-end", "HERE / \"firebell\", \"up\"");
        }
      }
      case "demo" ->
          isRunBy(
              "standalone/src/test/java/io/firebell/standalone/DemoCommandTest.java",
              "run(" + quoted(arguments));
      case "notify" ->
          // It runs until it is interrupted.
          Firebell.commandLine().parseArgs(arguments.toArray(String[]::new));
      case "drill" ->
          // Somebody has to acknowledge it.
          isRunBy(
              "standalone/src/test/java/io/firebell/standalone/DrillIT.java",
              "drill(" + quoted(arguments.subList(1, 2)));
      case "policy" -> {
        List<String> files = arguments.stream().map(withFile(arguments)).toList();
        succeeds(arguments.contains("--incident") ? against(files) : files);
      }
      default -> succeeds(against(arguments));
    }
  }

  /// Files in the place of those that a command names; what one writes is a new file.
  private static UnaryOperator<String> withFile(List<String> arguments) {
    Path yaml = arguments.contains("-o") ? directory.resolve("written.yaml") : policy;
    return word ->
        switch (word) {
          case "policy.yaml" -> yaml.toString();
          case "alertmanager.yml" -> alertmanager.toString();
          default -> word;
        };
  }

  /// The command for this instance and, where it has to do with one, a new incident.
  private static List<String> against(List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    if (all.contains("OTHER-ID")) {
      String other = new NewIncident().id;
      all.replaceAll(word -> word.equals("OTHER-ID") ? other : word);
    }
    if (all.contains("ID")) {
      NewIncident incident = new NewIncident();
      incident.isReadyFor(arguments);
      all.replaceAll(incident::orWord);
    }
    if (all.contains("SILENCE_ID")) {
      String id = newSilence();
      all.replaceAll(word -> word.equals("SILENCE_ID") ? id : word);
    }
    all.addAll(List.of("--url", program.url()));
    return all;
  }

  private static String newSilence() {
    List<String> add = List.of("silence", "add", "a=b", "--for", "1m", "--comment", "-");
    List<String> arguments = new ArrayList<>(add);
    arguments.addAll(List.of("--url", program.url()));
    try (Program command = Program.run(arguments.toArray(String[]::new))) {
      assertThat(command.awaitExit()).as(command.out() + command.err()).isZero();
      return command.out().strip();
    }
  }

  /// An incident that nothing has been done to.
  private static final class NewIncident {
    private final String id;

    NewIncident() throws IOException {
      String service = UUID.randomUUID().toString();
      String alert = "{\"labels\":{\"alertname\":\"Down\",\"service\":\"" + service + "\"}}";
      assertThat(program.post("/v1/alerts", alert)).isEqualTo(202);
      Eventually.that("an incident of " + service, () -> ids(service).findAny().isPresent());
      id = ids(service).findAny().orElseThrow();
    }

    private static Stream<String> ids(String service) {
      JsonNode incidents = program.get("/v1/incidents?limit=10000").path("incidents");
      return StreamSupport.stream(incidents.spliterator(), false)
          .filter(one -> one.path("labels").path("service").asText().equals(service))
          .map(one -> one.path("id").asText());
    }

    /// Does what has to be done before: what is split was merged, and what is documented is over.
    void isReadyFor(List<String> arguments) throws IOException {
      if (arguments.contains("split")) {
        acts("merge", id, new NewIncident().id);
      } else if (arguments.contains("documented")) {
        acts("resolve", id);
      }
    }

    private static void acts(String... arguments) {
      List<String> all = new ArrayList<>(List.of("incidents"));
      all.addAll(List.of(arguments));
      all.addAll(List.of("--url", program.url()));
      succeeds(all);
    }

    String orWord(String word) {
      return word.equals("ID") ? id : word;
    }
  }

  private static void succeeds(List<String> arguments) {
    try (Program command = Program.run(arguments.toArray(String[]::new))) {
      assertThat(command.awaitExit()).as(command.out() + command.err()).isZero();
      assertThat(command.out()).isNotBlank();
    }
  }

  private static void isRunBy(String file, String... parts) throws IOException {
    assertThat(Files.readString(Path.of("..", file))).contains(parts);
  }

  private static String quoted(List<String> words) {
    return "\"" + String.join("\", \"", words) + "\"";
  }

  /// What curl would do; the program itself may not be installed where the tests run.
  private static void curl(List<String> arguments) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "-H" -> {
          String[] header = words.next().split(": ", 2);
          request.header(header[0], header[1]);
        }
        case "-X" -> request.method(words.next(), BodyPublishers.noBody());
        case "-d" -> request.POST(BodyPublishers.ofString(words.next()));
        default -> {
          assertThat(word).startsWith(USUAL_URL);
          request.uri(URI.create(program.url() + word.substring(USUAL_URL.length())));
        }
      }
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
  }

  /// Every option of every command.
  private static List<String> options() {
    List<String> names = new ArrayList<>();
    collect(Firebell.commandLine(), names);
    return names;
  }

  private static void collect(CommandLine command, List<String> names) {
    command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    command.getSubcommands().values().forEach(below -> collect(below, names));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyBlockIsOfAKindThatIsLookedAt(Block block) {
    switch (block.language()) {
      case "sh" -> assertThat(block.lines()).isNotEmpty();
      case "yaml" -> yaml(block);
      case "" ->
          assertThat(block.lines())
              .noneMatch(line -> Document.looksLikeACommand(line.text().strip()));
      default -> throw new AssertionError("somebody should look at blocks like " + block);
    }
  }

  private static void yaml(Block block) {
    if (block.text().startsWith("alerting:")) {
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(block.text()))
          .extracting("alerting.alertmanagers")
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .singleElement()
          .asString()
          .matches(
              "\\{api_version=v2, (path_prefix=/t/acme, )?static_configs=\\[\\{targets=\\["
                  + Pattern.quote(USUAL_URL.substring("http://".length()))
                  + "]}]}");
    } else if (block.text().startsWith("scrape_configs:")) {
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(block.text()))
          .hasToString(
              "{scrape_configs=[{job_name=firebell, static_configs=[{targets=["
                  + USUAL_URL.substring("http://".length())
                  + "]}]}]}");
    } else if (block.text().startsWith("groups:")) {
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(block.text()))
          .asString()
          .contains("expr=time() - firebell_canary_last_success_timestamp_seconds > 300");
    } else if (block.text().startsWith("global:")) {
      assertThat(AlertmanagerConfig.convert(block.text(), directory, SecretStyle.CONFIGURATION))
          .isInstanceOf(Conversion.Converted.class);
    } else if (block.text().startsWith("display_information:")) {
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(block.text()))
          .extracting(
              "settings.interactivity.request_url", "settings.event_subscriptions.request_url")
          .containsOnly("https://firebell.example.com/v1/slack");
      assertThat(program.get("/v1/slack").path("code").asInt()).isEqualTo(405);
    } else if (!block.place().startsWith("policy.md:")) { // those are read by their own test
      String whole = block.text().startsWith("version:") ? block.text() : POLICY + block.text();
      assertThat(PolicyReader.read(whole, 1)).isInstanceOf(PolicyReading.Accepted.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfChannelHasASectionWithASetUp(ChannelType type) throws IOException {
    String page = Files.readString(Path.of("../docs/channels.md"));
    String section =
        Stream.of(page.split("\n## "))
            .filter(one -> one.lines().findFirst().orElse("").equalsIgnoreCase(type.wireName()))
            .findFirst()
            .orElseThrow();

    assertThat(section).contains("```yaml\n").containsPattern("\\b" + type.wireName() + ":");
  }

  @Test
  void theUsualAddressIsTheOneInTheDocuments() {
    assertThat(Firebell.commandLine().getSubcommands())
        .extractingByKey("up")
        .extracting(up -> up.getCommandSpec().findOption("--listen").defaultValue())
        .isEqualTo(USUAL_URL.substring("http://".length()));
  }
}
