/// One alert out of many repeats: merging, counting and expiring what monitoring systems send.
@NullMarked
package io.firebell.core.dedup;

import org.jspecify.annotations.NullMarked;
