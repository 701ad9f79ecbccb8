/// How urgent an incident is: ordered rules over its alerts, and the one that matched.
@NullMarked
package io.firebell.core.classify;

import org.jspecify.annotations.NullMarked;
