/** Tests of the transports' codecs. */
@NullMarked
package io.arauto.gateway.engineio;

import org.jspecify.annotations.NullMarked;
