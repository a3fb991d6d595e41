/** A real Redis and a real Postgres as child processes that never outlive the process which started them. */
@NullMarked
package io.arauto.embedded;

import org.jspecify.annotations.NullMarked;
