/** Socket.IO v5 over Engine.IO: packets, namespaces and acks; knows nothing of the application. */
@NullMarked
package io.arauto.gateway.socketio;

import org.jspecify.annotations.NullMarked;
