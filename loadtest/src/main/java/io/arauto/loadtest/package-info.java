/** A lean load generator that is lighter than what it measures: hand-written frames over plain sockets. */
@NullMarked
package io.arauto.loadtest;

import org.jspecify.annotations.NullMarked;
