/// What people are told of maintenance: that it is planned, begins, changes and is over.
@NullMarked
package io.firebell.core.announce;

import org.jspecify.annotations.NullMarked;
