package io.firebell.schemas.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// Records of one schema seen through another, by Avro's [resolution
/// rules](https://avro.apache.org/docs/1.12.0/specification/#schema-resolution). The same schema
/// costs nothing. Safe for use by several threads.
final class Projection {

  private final boolean identity;
  private final GenericDatumWriter<GenericRecord> writer;
  private final GenericDatumReader<GenericRecord> reader;

  Projection(Schema from, Schema to) {
    this.identity = from.equals(to);
    this.writer = new GenericDatumWriter<>(from, new GenericData());
    this.reader = new GenericDatumReader<>(from, to, new GenericData());
  }

  /// @throws org.apache.avro.AvroRuntimeException if the record has no counterpart
  GenericRecord apply(GenericRecord datum) throws IOException {
    if (identity) {
      return datum;
    }
    var payload = new Payload();
    var encoder = EncoderFactory.get().directBinaryEncoder(payload, null);
    writer.write(datum, encoder);
    byte[] bytes = payload.finish(0);
    int body = bytes.length - WireFormat.HEADER_BYTES;
    return reader.read(
        null, DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, body, null));
  }
}
