/** Edit locks in Redis: leases with fences, queues of waiters, and events for all who watch. */
@NullMarked
package io.arauto.broker.lock;

import org.jspecify.annotations.NullMarked;
