/** Placeholder. */
@NullMarked
package io.arauto.embedded;

import org.jspecify.annotations.NullMarked;
