/// What people do at the far side of a channel, made commands.
@NullMarked
package io.firebell.notifier.callback;

import org.jspecify.annotations.NullMarked;
