/// Texts with places in them for what an incident has to say: their language, what they may
/// mention, and how each format keeps what comes from outside from being more than text.
@NullMarked
package io.firebell.schemas.template;

import org.jspecify.annotations.NullMarked;
