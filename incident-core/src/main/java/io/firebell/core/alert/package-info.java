/// What a monitoring system says: an alert, the labels that identify it and the breach behind it.
@NullMarked
package io.firebell.core.alert;

import org.jspecify.annotations.NullMarked;
