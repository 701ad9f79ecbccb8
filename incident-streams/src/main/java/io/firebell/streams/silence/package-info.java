/// Silences, as Alertmanager's API v2 creates, shows and expires them.
@NullMarked
package io.firebell.streams.silence;

import org.jspecify.annotations.NullMarked;
