/** From one message of a topic to the sockets of this node that listen to it. */
@NullMarked
package io.arauto.gateway.fanout;

import org.jspecify.annotations.NullMarked;
