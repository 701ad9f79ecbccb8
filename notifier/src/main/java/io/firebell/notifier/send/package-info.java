/// What a channel is: an address, one attempt, and how it ended.
@NullMarked
package io.firebell.notifier.send;

import org.jspecify.annotations.NullMarked;
