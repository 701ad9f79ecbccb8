/// What channels say in a policy's own words, with the built-in ones to fall back on.
@NullMarked
package io.firebell.notifier.template;

import org.jspecify.annotations.NullMarked;
