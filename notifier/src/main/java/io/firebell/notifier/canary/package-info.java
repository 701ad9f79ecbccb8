/// The far end of the way that Firebell's own alerts take: a canary's, to see whether it is open,
/// and what a process practises on.
@NullMarked
package io.firebell.notifier.canary;

import org.jspecify.annotations.NullMarked;
