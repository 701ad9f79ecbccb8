/// The schema registry as this project needs it: register, look up, fetch and compare Avro schemas
/// over Confluent's REST API, or in memory.
@NullMarked
package io.firebell.schemas.registry;

import org.jspecify.annotations.NullMarked;
