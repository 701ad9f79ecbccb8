/// Whom to page in which order: steps, targets, schedules and who is on call.
@NullMarked
package io.firebell.core.escalate;

import org.jspecify.annotations.NullMarked;
