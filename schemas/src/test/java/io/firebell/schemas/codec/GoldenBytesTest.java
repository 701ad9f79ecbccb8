package io.firebell.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the bytes on the wire still. The files have one field a line, its bytes before the `#` and
/// what they mean behind it.
class GoldenBytesTest {

  static List<RecordCodec<?>> codecs() {
    return Codecs.all();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T> void theBytesAreThoseInTheFile(RecordCodec<T> codec) {
    assertThat(hex(AvroBytes.write(codec, Examples.of(codec)))).isEqualTo(hex(golden(codec)));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T> void theBytesInTheFileAreRead(RecordCodec<T> codec) {
    assertThat(AvroBytes.read(codec, codec.schema(), golden(codec))).isEqualTo(Examples.of(codec));
  }

  private static byte[] golden(RecordCodec<?> codec) {
    return TestFiles.hex("/golden/" + codec.type().getSimpleName() + ".hex");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
