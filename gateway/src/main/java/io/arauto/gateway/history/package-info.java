/** What was said before: the newest messages from Redis, older ones from Postgres, as one. */
@NullMarked
package io.arauto.gateway.history;

import org.jspecify.annotations.NullMarked;
