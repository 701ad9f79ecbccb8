/// What every channel has to get through: far sides that answer well, badly, late and not at all.
@NullMarked
package io.firebell.notifier.kit;

import org.jspecify.annotations.NullMarked;
