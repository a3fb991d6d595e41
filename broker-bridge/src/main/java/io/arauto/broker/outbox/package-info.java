/** The worker's side of the outbox: who owns which partition, and the way of its entries into storage. */
@NullMarked
package io.arauto.broker.outbox;

import org.jspecify.annotations.NullMarked;
