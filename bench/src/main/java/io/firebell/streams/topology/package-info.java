/// The benchmark of what the topology keeps to itself.
@NullMarked
package io.firebell.streams.topology;

import org.jspecify.annotations.NullMarked;
