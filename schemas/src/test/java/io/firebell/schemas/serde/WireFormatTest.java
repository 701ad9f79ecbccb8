package io.firebell.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFormatTest {

  @Property(tries = 200)
  void anyIdIsReadBack(@ForAll int id) {
    assertThat(WireFormat.id(new Payload().finish(id))).isEqualTo(id);
  }

  @Test
  void idIsBigEndianAfterTheMagicByte() {
    assertThat(new Payload().finish(0x01020304)).containsExactly(0, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "'', at least 5 bytes",
    "00, at least 5 bytes",
    "00000001, at least 5 bytes",
    "7b2261223a317d, magic byte 0x00: was 0x7b",
    "0100000001, magic byte 0x00: was 0x01",
    "ff00000001, magic byte 0x00: was 0xff",
  })
  void otherPayloadsAreRefusedWithTheReason(String hex, String reason) {
    assertThatThrownBy(() -> WireFormat.id(HexFormat.of().parseHex(hex)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void payloadGrowsWithItsBody() {
    var payload = new Payload();
    byte[] chunk = new byte[700];
    for (int i = 0; i < 10; i++) {
      payload.write(chunk, 0, chunk.length);
      payload.write(i);
    }
    byte[] bytes = payload.finish(1);
    assertThat(bytes).hasSize(5 + 10 * 701);
    assertThat(bytes[5 + 700]).isEqualTo((byte) 0);
    assertThat(bytes[bytes.length - 1]).isEqualTo((byte) 9);
  }
}
