/// What a monitoring system says: an alert, the breach that caused it, and the labels that identify
/// it.
@NullMarked
package io.firebell.core.alert;

import org.jspecify.annotations.NullMarked;
