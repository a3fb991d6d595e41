/** Traces, as OpenTelemetry has them, of what goes from one process to another. Off unless it is asked for. */
@NullMarked
package io.arauto.trace;

import org.jspecify.annotations.NullMarked;
