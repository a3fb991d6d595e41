/** Compares message by message what was published with what arrived. */
@NullMarked
package io.arauto.loadtest.ledger;

import org.jspecify.annotations.NullMarked;
