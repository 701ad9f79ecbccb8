/// Pages as e-mail, one thread for each incident and recipient.
@NullMarked
package io.firebell.notifier.email;

import org.jspecify.annotations.NullMarked;
