/// Pages as signed webhooks in Alertmanager's format 4, with the incident added.
@NullMarked
package io.firebell.notifier.webhook;

import org.jspecify.annotations.NullMarked;
