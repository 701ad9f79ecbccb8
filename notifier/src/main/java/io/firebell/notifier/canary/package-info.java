/// The far end of the way that a canary takes to see whether it is open.
@NullMarked
package io.firebell.notifier.canary;

import org.jspecify.annotations.NullMarked;
