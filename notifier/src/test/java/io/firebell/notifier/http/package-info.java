/// Requests over HTTP: how far they reach, and when they count as answered.
@NullMarked
package io.firebell.notifier.http;

import org.jspecify.annotations.NullMarked;
