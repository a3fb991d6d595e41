/** Tests of the packet codec, and of stock clients over it. */
@NullMarked
package io.arauto.gateway.socketio;

import org.jspecify.annotations.NullMarked;
