/// Links in mails, by which whoever gets one takes an incident or ends it without logging in.
@NullMarked
package io.firebell.notifier.link;

import org.jspecify.annotations.NullMarked;
