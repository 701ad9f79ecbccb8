/// The `firebell` command: every service, and the broker and registry if wanted, in one process.
@NullMarked
package io.firebell.standalone;

import org.jspecify.annotations.NullMarked;
