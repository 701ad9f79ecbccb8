/// Hours and other times that recur by the calendar, and from when things are reckoned.
@NullMarked
package io.firebell.core.time;

import org.jspecify.annotations.NullMarked;
