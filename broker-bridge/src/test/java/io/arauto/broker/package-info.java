/** Tests of the broker bridge against a real Redis. */
@NullMarked
package io.arauto.broker;

import org.jspecify.annotations.NullMarked;
