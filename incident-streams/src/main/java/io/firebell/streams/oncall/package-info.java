/// Asking who is on call: the REST resources under `/v1/oncall`.
@NullMarked
package io.firebell.streams.oncall;

import org.jspecify.annotations.NullMarked;
