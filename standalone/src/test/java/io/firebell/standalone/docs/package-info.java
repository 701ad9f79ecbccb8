/// The documents, taken apart into what people may type and copy from them.
@NullMarked
package io.firebell.standalone.docs;

import org.jspecify.annotations.NullMarked;
