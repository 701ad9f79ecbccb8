/// Pages on the process's own output, for those who have configured nothing yet.
@NullMarked
package io.firebell.notifier.terminal;

import org.jspecify.annotations.NullMarked;
