@NullMarked
package io.arauto.chaos;

import org.jspecify.annotations.NullMarked;
