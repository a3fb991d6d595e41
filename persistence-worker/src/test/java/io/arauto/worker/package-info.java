/** Tests of the worker against a real Redis and a real Postgres. */
@NullMarked
package io.arauto.worker;

import org.jspecify.annotations.NullMarked;
