/// Words that are not known, and those that may have been meant.
@NullMarked
package io.firebell.schemas.spelling;

import org.jspecify.annotations.NullMarked;
