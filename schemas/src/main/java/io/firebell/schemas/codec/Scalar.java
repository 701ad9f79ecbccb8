package io.firebell.schemas.codec;

import java.time.Duration;
import java.time.Instant;

/// The mappings of single values.
enum Scalar implements Mapping {
  /// Numbers and booleans: the same on both sides.
  SAME {
    @Override
    public Object toAvro(Object value) {
      return value;
    }

    @Override
    public Object fromAvro(Object datum) {
      return datum;
    }
  },

  /// A string, which a foreign reader may hand out as another character sequence.
  TEXT {
    @Override
    public Object toAvro(Object value) {
      return value;
    }

    @Override
    public Object fromAvro(Object datum) {
      return datum.toString();
    }
  },

  /// An instant as milliseconds since 1970; what is finer is cut off.
  INSTANT {
    @Override
    public Object toAvro(Object value) {
      return ((Instant) value).toEpochMilli();
    }

    @Override
    public Object fromAvro(Object datum) {
      return Instant.ofEpochMilli((Long) datum);
    }
  },

  /// A duration as milliseconds; what is finer is cut off.
  DURATION {
    @Override
    public Object toAvro(Object value) {
      return ((Duration) value).toMillis();
    }

    @Override
    public Object fromAvro(Object datum) {
      return Duration.ofMillis((Long) datum);
    }
  }
}
