/// What people do at PagerDuty, told by its webhooks.
@NullMarked
package io.firebell.notifier.callback.pagerduty;

import org.jspecify.annotations.NullMarked;
