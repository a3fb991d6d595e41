/** What gateways and workers need of Redis: publishing, subscribing, hot logs, sessions, cursors and the outbox. */
@NullMarked
package io.arauto.broker;

import org.jspecify.annotations.NullMarked;
