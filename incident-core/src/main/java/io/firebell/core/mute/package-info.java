/// What keeps an alert that fires from notifying: silences, maintenance, other alerts, its own
/// unrest.
@NullMarked
package io.firebell.core.mute;

import org.jspecify.annotations.NullMarked;
