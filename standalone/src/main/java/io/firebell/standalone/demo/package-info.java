/// A realistic outage: what monitoring systems send in it, and what a Firebell made of that.
@NullMarked
package io.firebell.standalone.demo;

import org.jspecify.annotations.NullMarked;
