/// A schema registry in this process: the part of Confluent's API that Firebell and its users need.
@NullMarked
package io.firebell.standalone.registry;

import org.jspecify.annotations.NullMarked;
