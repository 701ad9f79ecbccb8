/// Pages as events of PagerDuty's Events API v2.
@NullMarked
package io.firebell.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
