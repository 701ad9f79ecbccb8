/// The policy as people write it: read, checked, published, and kept current in every service.
@NullMarked
package io.firebell.schemas.policy;

import org.jspecify.annotations.NullMarked;
