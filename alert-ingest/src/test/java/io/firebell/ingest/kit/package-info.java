/// What every source has to get through: any bytes, any JSON, any alerts, and damage to each.
@NullMarked
package io.firebell.ingest.kit;

import org.jspecify.annotations.NullMarked;
