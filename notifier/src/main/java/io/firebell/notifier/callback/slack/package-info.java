/// What people do in Slack: buttons, the slash command, and replies in an incident's thread.
@NullMarked
package io.firebell.notifier.callback.slack;

import org.jspecify.annotations.NullMarked;
