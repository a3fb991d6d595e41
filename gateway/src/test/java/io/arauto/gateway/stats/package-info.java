@NullMarked
package io.arauto.gateway.stats;

import org.jspecify.annotations.NullMarked;
