/// Alerts in by HTTP, out onto the log: what was answered with success is durable.
@NullMarked
package io.firebell.ingest;

import org.jspecify.annotations.NullMarked;
