/// Avro records on Kafka in Confluent's wire format, checked in and out through a schema registry.
@NullMarked
package io.firebell.schemas.serde;

import org.jspecify.annotations.NullMarked;
