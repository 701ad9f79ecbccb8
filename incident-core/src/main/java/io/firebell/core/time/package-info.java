/// From when things are reckoned that are looked at later than they happened.
@NullMarked
package io.firebell.core.time;

import org.jspecify.annotations.NullMarked;
