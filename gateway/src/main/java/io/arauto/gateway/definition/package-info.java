/** What administrators and users define by name, such as channels, settings and preferences: kept in Redis, brought back from Postgres. */
@NullMarked
package io.arauto.gateway.definition;

import org.jspecify.annotations.NullMarked;
