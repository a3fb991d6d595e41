/** The composition root of a gateway node: reads the configuration, wires the parts, starts and stops them. */
@NullMarked
package io.arauto.gateway;

import org.jspecify.annotations.NullMarked;
