/// The state machine of an incident: signals in, facts and notifications out.
@NullMarked
package io.firebell.core.incident;

import org.jspecify.annotations.NullMarked;
