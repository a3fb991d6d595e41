/** The quickstart: a gateway, a worker, a real Redis and a real Postgres, started and stopped as one. */
@NullMarked
package io.arauto.standalone;

import org.jspecify.annotations.NullMarked;
