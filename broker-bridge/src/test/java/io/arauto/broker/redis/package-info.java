/** Tests of key names and partitions. */
@NullMarked
package io.arauto.broker.redis;

import org.jspecify.annotations.NullMarked;
