/** Tests of the whole library. */
@NullMarked
package io.arauto;

import org.jspecify.annotations.NullMarked;
