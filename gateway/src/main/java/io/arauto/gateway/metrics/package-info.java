/** What a gateway node counts and measures. */
@NullMarked
package io.arauto.gateway.metrics;

import org.jspecify.annotations.NullMarked;
