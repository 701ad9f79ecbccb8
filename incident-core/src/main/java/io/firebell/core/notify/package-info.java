/// What the notifier is asked to send to whom, and what it answers.
@NullMarked
package io.firebell.core.notify;

import org.jspecify.annotations.NullMarked;
