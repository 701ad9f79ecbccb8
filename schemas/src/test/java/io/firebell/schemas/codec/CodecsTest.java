package io.firebell.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CodecsTest {

  /// A value and its codec.
  record Sample<T>(RecordCodec<T> codec, T value) {

    static <T> Sample<T> of(RecordCodec<T> codec, Object value) {
      return new Sample<>(codec, codec.type().cast(value));
    }

    byte[] bytes() {
      return AvroBytes.write(codec, value);
    }

    T comesBackAs() {
      return AvroBytes.read(codec, codec.schema(), bytes());
    }
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void everyValueComesBackAsItWas(@ForAll("samples") Sample<?> sample) {
    assertThat(sample.comesBackAs()).isEqualTo(sample.value());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void equalValuesHaveEqualBytes(@ForAll("samples") Sample<?> sample) {
    assertThat(Sample.of(sample.codec(), sample.comesBackAs()).bytes()).isEqualTo(sample.bytes());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void everyValueComesBackFromTheRecordThatWasMade(@ForAll("samples") Sample<?> sample) {
    assertThat(withoutBytes(sample)).isEqualTo(sample.value());
  }

  @Test
  void everyCodecIsAmongAll() {
    List<String> types =
        Arrays.stream(Codecs.class.getFields())
            .map(constant -> (ParameterizedType) constant.getGenericType())
            .map(codec -> codec.getActualTypeArguments()[0].getTypeName())
            .toList();

    assertThat(Codecs.all())
        .extracting(codec -> codec.type().getName())
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @Provide
  Arbitrary<Sample<?>> samples() {
    return Arbitraries.oneOf(Codecs.all().stream().map(CodecsTest::samplesOf).toList());
  }

  private static Arbitrary<Sample<?>> samplesOf(RecordCodec<?> codec) {
    return DomainValues.of(codec.type()).map(value -> Sample.of(codec, value));
  }

  private static <T> T withoutBytes(Sample<T> sample) {
    return sample.codec().fromAvro(sample.codec().toAvro(sample.value()));
  }
}
