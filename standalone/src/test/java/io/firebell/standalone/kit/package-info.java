/// What tests on the real thing have in common: a broker with its registry, the packaged program,
/// and somebody who is paged.
@NullMarked
package io.firebell.standalone.kit;

import org.jspecify.annotations.NullMarked;
