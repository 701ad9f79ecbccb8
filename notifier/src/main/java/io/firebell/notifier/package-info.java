/// Notifications in from Kafka, pages out to people, and what became of them back to Kafka.
@NullMarked
package io.firebell.notifier;

import org.jspecify.annotations.NullMarked;
