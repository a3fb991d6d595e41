/** Placeholder. */
@NullMarked
package io.arauto.worker;

import org.jspecify.annotations.NullMarked;
