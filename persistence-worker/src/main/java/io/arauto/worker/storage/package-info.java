/** The tables that history is kept in and the statements that fill them. */
@NullMarked
package io.arauto.worker.storage;

import org.jspecify.annotations.NullMarked;
