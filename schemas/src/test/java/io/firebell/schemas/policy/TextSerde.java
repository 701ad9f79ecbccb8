package io.firebell.schemas.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/// Documents as text, one part a line, so that tests of the feed need no schema registry.
class TextSerde implements Serializer<PolicyDocument>, Deserializer<PolicyDocument> {

  @Override
  public byte[] serialize(String topic, PolicyDocument document) {
    return String.join(
            "\n",
            document.tenant(),
            Long.toString(document.version()),
            document.publishedAt().toString(),
            document.publishedBy(),
            document.yaml())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public PolicyDocument deserialize(String topic, byte[] data) {
    String[] parts = new String(data, StandardCharsets.UTF_8).split("\n", 5);
    if (parts.length < 5) {
      throw new SerializationException("five lines expected: were " + parts.length);
    }
    return new PolicyDocument(
        parts[0], Long.parseLong(parts[1]), parts[4], Instant.parse(parts[2]), parts[3]);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {}

  @Override
  public void close() {}
}
