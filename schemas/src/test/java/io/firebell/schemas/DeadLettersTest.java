package io.firebell.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final byte[] KEY = {1};
  private static final byte[] VALUE = {0, 0, 0, 0, 7, 42};

  private final DeadLetters deadLetters = new DeadLetters("firebell.dead-letters", "streams");

  @Test
  void letterHasTheBytesOfTheRecord() {
    ProducerRecord<byte[], byte[]> letter = deadLetters.letter(record(), "no such schema");

    assertThat(letter.topic()).isEqualTo("firebell.dead-letters");
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(VALUE);
  }

  @Test
  void headersSayWhyAndWhereItWas() {
    Headers headers = deadLetters.letter(record(), "no such schema").headers();

    assertThat(text(headers, "firebell.reason")).isEqualTo("no such schema");
    assertThat(text(headers, "firebell.service")).isEqualTo("streams");
    assertThat(text(headers, "firebell.topic")).isEqualTo("firebell.alerts");
    assertThat(text(headers, "firebell.partition")).isEqualTo("3");
    assertThat(text(headers, "firebell.offset")).isEqualTo("99");
    assertThat(text(headers, "firebell.timestamp")).isEqualTo("1767225600000");
  }

  @Test
  void headersOfTheRecordStay() {
    assertThat(text(deadLetters.letter(record(), "").headers(), "traceparent")).isEqualTo("00-1");
  }

  @Test
  void letterIsNewSoThatItIsKeptAsLongAsOthers() {
    ProducerRecord<byte[], byte[]> letter = deadLetters.letter(record(), "");

    assertThat(letter.timestamp()).isNull();
    assertThat(letter.partition()).isNull();
  }

  @Test
  void recordWithoutKeyAndValueHasALetter() {
    DeadLetters.Origin origin = new DeadLetters.Origin("firebell.alerts", 0, 0, 0);

    ProducerRecord<byte[], byte[]> letter =
        deadLetters.letter(origin, null, null, new RecordHeaders(), "no key");

    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
  }

  @Test
  void letterOfALetterSaysWhatHappenedLast() {
    ConsumerRecord<byte[], byte[]> first = record();
    first.headers().add("firebell.reason", "an older one".getBytes(StandardCharsets.UTF_8));

    Headers headers = deadLetters.letter(first, "the newest").headers();

    assertThat(headers.headers("firebell.reason")).hasSize(1);
    assertThat(text(headers, "firebell.reason")).isEqualTo("the newest");
    assertThat(text(first.headers(), "firebell.reason")).isEqualTo("an older one");
  }

  @Test
  void longReasonIsCutVisibly() {
    String reason =
        text(deadLetters.letter(record(), "x".repeat(5000)).headers(), "firebell.reason");

    assertThat(reason).hasSize(1000).endsWith("xx…");
  }

  @Test
  void reasonOfAnExceptionNamesItsCauses() {
    Exception thrown =
        new IllegalStateException(
            "cannot read", new IllegalArgumentException("bad id", new NullPointerException()));

    assertThat(DeadLetters.reason(thrown))
        .isEqualTo("cannot read: bad id: java.lang.NullPointerException");
  }

  @Test
  void theDocumentNamesEveryHeader() throws IOException {
    List<String> documented =
        Files.readAllLines(Path.of("..", "docs", "topics.md")).stream()
            .filter(line -> line.startsWith("| `firebell."))
            .filter(line -> line.chars().filter(c -> c == '|').count() == 3)
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(documented)
        .containsExactly(
            DeadLetters.REASON,
            DeadLetters.SERVICE,
            DeadLetters.TOPIC,
            DeadLetters.PARTITION,
            DeadLetters.OFFSET,
            DeadLetters.TIMESTAMP);
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    Headers headers = new RecordHeaders();
    headers.add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        "firebell.alerts",
        3,
        99,
        1767225600000L,
        TimestampType.CREATE_TIME,
        KEY.length,
        VALUE.length,
        KEY,
        VALUE,
        headers,
        Optional.empty());
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
