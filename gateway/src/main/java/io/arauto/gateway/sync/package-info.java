/** Live refresh: what changed in a module, for those who look at it. */
@NullMarked
package io.arauto.gateway.sync;

import org.jspecify.annotations.NullMarked;
