/// The one address on which everything that speaks HTTP is found.
@NullMarked
package io.firebell.standalone.http;

import org.jspecify.annotations.NullMarked;
