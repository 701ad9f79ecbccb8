/// Alertmanager's configuration, read strictly and made into a policy that does the same.
@NullMarked
package io.firebell.schemas.alertmanager;

import org.jspecify.annotations.NullMarked;
