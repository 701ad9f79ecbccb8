/// What is expected to be heard of every so often, and is missed when it is not.
@NullMarked
package io.firebell.core.heartbeat;

import org.jspecify.annotations.NullMarked;
