/** Tests of channels. */
@NullMarked
package io.arauto.gateway.channel;

import org.jspecify.annotations.NullMarked;
