/** A lean load generator that is lighter than what it measures: hand-written frames over plain sockets. */
@NullMarked
package io.arauto.loadtest.lean;

import org.jspecify.annotations.NullMarked;
