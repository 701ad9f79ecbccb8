/// Asking for incidents and acting on them: the REST resources under `/v1/incidents`.
@NullMarked
package io.firebell.streams.query;

import org.jspecify.annotations.NullMarked;
