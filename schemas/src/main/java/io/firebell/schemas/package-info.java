/// The topics that the services share: their names, their shapes and where broken records go.
@NullMarked
package io.firebell.schemas;

import org.jspecify.annotations.NullMarked;
