/// An incident in words: the title, the summary and the details that every channel shows.
@NullMarked
package io.firebell.notifier.text;

import org.jspecify.annotations.NullMarked;
