@NullMarked
package io.arauto.trace;

import org.jspecify.annotations.NullMarked;
