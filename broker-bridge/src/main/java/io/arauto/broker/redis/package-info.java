/** Connections, scripts and key names: the only code that speaks to Redis itself. */
@NullMarked
package io.arauto.broker.redis;

import org.jspecify.annotations.NullMarked;
