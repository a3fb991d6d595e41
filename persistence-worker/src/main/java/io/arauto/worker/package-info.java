/** The persistence worker: moves events from the outbox in Redis into Postgres. */
@NullMarked
package io.arauto.worker;

import org.jspecify.annotations.NullMarked;
