/// JSON posted to a far side over HTTP, and its answer divided into taken, later and never.
@NullMarked
package io.firebell.notifier.http;

import org.jspecify.annotations.NullMarked;
