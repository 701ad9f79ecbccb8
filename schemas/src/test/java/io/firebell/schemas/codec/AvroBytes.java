package io.firebell.schemas.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// What a codec's records are on the wire, without any frame.
final class AvroBytes {

  private AvroBytes() {}

  static <T> byte[] write(RecordCodec<T> codec, T value) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(codec.schema()).write(codec.toAvro(value), encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T read(RecordCodec<T> codec, Schema writer, byte[] bytes) {
    try {
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(writer, codec.readerSchema()).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new AssertionError("bytes are left");
      }
      return codec.fromAvro(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
