/** Placeholder. */
@NullMarked
package io.arauto.testkit;

import org.jspecify.annotations.NullMarked;
