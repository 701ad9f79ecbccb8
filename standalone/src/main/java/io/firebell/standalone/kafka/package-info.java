/// A broker of one node in this process, for those who have none yet.
@NullMarked
package io.firebell.standalone.kafka;

import org.jspecify.annotations.NullMarked;
