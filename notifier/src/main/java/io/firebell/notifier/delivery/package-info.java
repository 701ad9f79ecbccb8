/// Records in, attempts, results and offsets out in one transaction, in order for each recipient.
@NullMarked
package io.firebell.notifier.delivery;

import org.jspecify.annotations.NullMarked;
