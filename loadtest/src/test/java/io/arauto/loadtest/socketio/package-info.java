/** A Socket.IO client in Gatling's terms: connect, emit with ack, expect and read events. */
@NullMarked
package io.arauto.loadtest.socketio;

import org.jspecify.annotations.NullMarked;
