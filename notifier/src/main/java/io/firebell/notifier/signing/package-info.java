/// Signatures by a shared secret, for everything that is signed or verified.
@NullMarked
package io.firebell.notifier.signing;

import org.jspecify.annotations.NullMarked;
