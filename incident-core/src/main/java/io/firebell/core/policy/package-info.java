/// The versioned document that says how a tenant wants its alerts handled, as checked data.
@NullMarked
package io.firebell.core.policy;

import org.jspecify.annotations.NullMarked;
