/// Which groups an alert belongs to: matchers, the routing tree and group keys.
@NullMarked
package io.firebell.core.route;

import org.jspecify.annotations.NullMarked;
