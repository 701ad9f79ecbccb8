/// Between the domain's records and the Avro schemas that are their contract on the wire.
@NullMarked
package io.firebell.schemas.codec;

import org.jspecify.annotations.NullMarked;
