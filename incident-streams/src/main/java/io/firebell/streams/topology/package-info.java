/// The Kafka Streams topology: thin processors that feed the core and carry out what it decides.
@NullMarked
package io.firebell.streams.topology;

import org.jspecify.annotations.NullMarked;
