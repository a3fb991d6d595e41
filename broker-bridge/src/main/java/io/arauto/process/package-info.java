/** What both processes do alike: start with a checked configuration, tell their health and metrics, stop in order. */
@NullMarked
package io.arauto.process;

import org.jspecify.annotations.NullMarked;
