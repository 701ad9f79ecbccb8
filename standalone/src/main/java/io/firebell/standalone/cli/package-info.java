/// The subcommands of `firebell`, which talk to a running instance through its REST API.
@NullMarked
package io.firebell.standalone.cli;

import org.jspecify.annotations.NullMarked;
