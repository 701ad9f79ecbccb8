/// What decisions cost, and how that depends on how much there is to decide about.
@NullMarked
package io.firebell.bench;

import org.jspecify.annotations.NullMarked;
