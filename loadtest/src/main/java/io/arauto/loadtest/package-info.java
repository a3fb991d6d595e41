/** Who takes part in a load test, and with what parameters. */
@NullMarked
package io.arauto.loadtest;

import org.jspecify.annotations.NullMarked;
