/** What administrators define by name, such as channels and settings: kept in Redis, brought back from Postgres. */
@NullMarked
package io.arauto.gateway.definition;

import org.jspecify.annotations.NullMarked;
