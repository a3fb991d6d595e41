/** Engine.IO v4: transports, handshake, heartbeat and upgrade; knows nothing of what the messages mean. */
@NullMarked
package io.arauto.gateway.engineio;

import org.jspecify.annotations.NullMarked;
