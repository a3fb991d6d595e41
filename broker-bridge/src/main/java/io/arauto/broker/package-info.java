/** Placeholder. */
@NullMarked
package io.arauto.broker;

import org.jspecify.annotations.NullMarked;
