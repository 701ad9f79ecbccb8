package io.firebell.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firebell.core.notify.ChannelType;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.RecordCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "topics.md");

  private static final Topics TOPICS = Topics.defaults();

  @Test
  void theDocumentDescribesEveryTopicAsItIs() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| `firebell."))
            .filter(line -> line.chars().filter(c -> c == '|').count() == 8)
            .toList();

    assertThat(rows).containsExactlyElementsOf(TOPICS.all().stream().map(TopicsTest::row).toList());
  }

  @Test
  void everyChannelTypeHasItsTopic() {
    assertThat(TOPICS.all())
        .containsAll(Arrays.stream(ChannelType.values()).map(TOPICS::notifications).toList());
  }

  @Test
  void whatConcernsAGroupHasTheSameNumberOfPartitions() {
    Topics topics = new Topics("", 12);

    assertThat(topics.all().stream().filter(topic -> topic.partitions() != 12))
        .containsExactlyInAnyOrder(topics.policies(), topics.deadLetters());
  }

  @Test
  void everyValueButThatOfADeadLetterHasACodec() {
    Set<Class<?>> types =
        Codecs.all().stream().map(RecordCodec::type).collect(Collectors.toUnmodifiableSet());

    assertThat(TOPICS.all().stream().filter(topic -> !types.contains(topic.value())))
        .containsExactly(TOPICS.deadLetters());
  }

  @Test
  void deadLetterHasRoomForTheLargestRecordAndItsHeaders() {
    assertThat(TOPICS.all())
        .filteredOn(topic -> !topic.equals(TOPICS.deadLetters()))
        .allSatisfy(topic ->
            assertThat(topic.maxMessageBytes())
                .isLessThanOrEqualTo(TOPICS.deadLetters().maxMessageBytes() - 64 * 1024));
  }

  @Test
  void prefixBeginsEveryName() {
    assertThat(new Topics("acme-", 4).all())
        .extracting(Topic::name)
        .allMatch(name -> name.startsWith("acme-"))
        .contains("acme-alerts", "acme-notifications.email");
  }

  @Test
  void namesCanBeHadWithoutTheRest() {
    TopicNames names = new TopicNames("acme-");
    Stream<String> notifications = Arrays.stream(ChannelType.values()).map(names::notifications);
    Stream<String> others =
        Stream.of(
            names.alerts(),
            names.commands(),
            names.policies(),
            names.silences(),
            names.inhibitors(),
            names.facts(),
            names.incidents(),
            names.deliveries(),
            names.deadLetters());

    assertThat(Stream.concat(notifications, others))
        .containsExactlyInAnyOrderElementsOf(
            new Topics("acme-", 4).all().stream().map(Topic::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "/", "ä", "firebell:"})
  void prefixThatNoTopicMayHaveIsRefused(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topics(prefix, 4))
        .withMessageEndingWith("underscores: was " + prefix);
  }

  @Test
  void numberOfPartitionsIsPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topics("", 0))
        .withMessage("partitions should be at least 1: was 0");
  }

  @Test
  void retentionGoesWithDeletion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Topic("t", "k", String.class, 1, Topic.Cleanup.COMPACT, Duration.ofDays(1), 1))
        .withMessage("a retention should go with a cleanup that deletes: were PT24H, COMPACT");
  }

  private static String row(Topic topic) {
    String value =
        topic.value() == byte[].class
            ? "the bytes as they came"
            : "`" + topic.value().getSimpleName() + "`";
    String kept = topic.retention().isZero() ? "for ever" : topic.retention().toDays() + " days";
    return "| `%s` | %s | %s | %d | %s | %s | %d MiB |"
        .formatted(
            topic.name(),
            topic.key(),
            value,
            topic.partitions(),
            topic.cleanup().policy(),
            kept,
            topic.maxMessageBytes() / (1024 * 1024));
  }
}
