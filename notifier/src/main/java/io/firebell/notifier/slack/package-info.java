/// Pages as Slack messages that follow their incident, with its story in the thread.
@NullMarked
package io.firebell.notifier.slack;

import org.jspecify.annotations.NullMarked;
