/** Tests of the tables and statements against a real Postgres. */
@NullMarked
package io.arauto.worker.storage;

import org.jspecify.annotations.NullMarked;
