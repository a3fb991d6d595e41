/** Placeholder. */
@NullMarked
package io.arauto.standalone;

import org.jspecify.annotations.NullMarked;
