/** Placeholder. */
@NullMarked
package io.arauto.gateway;

import org.jspecify.annotations.NullMarked;
