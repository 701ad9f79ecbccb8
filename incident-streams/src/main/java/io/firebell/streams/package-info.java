/// The service that turns alerts into incidents: it runs the topology and answers for its state.
@NullMarked
package io.firebell.streams;

import org.jspecify.annotations.NullMarked;
