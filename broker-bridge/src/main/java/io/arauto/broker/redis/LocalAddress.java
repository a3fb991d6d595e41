package io.arauto.broker.redis;

import io.vertx.redis.client.impl.RedisURI;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** The address of this host from which it reaches Redis: whoever reaches the same Redis is likely to reach it there. */
public final class LocalAddress {
    private LocalAddress() {}

    /** Blocks while the name is looked up. Nothing is sent: a datagram socket that is connected has only chosen its route. */
    public static String towards(RedisSettings redis) throws SocketException {
        var server =
                new RedisURI(redis.parsed().servers().getFirst().endpoints().getFirst()).socketAddress();
        if (!server.isInetSocket()) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
        try (var socket = new DatagramSocket()) {
            var target = new InetSocketAddress(server.host(), server.port());
            if (target.isUnresolved()) {
                throw new SocketException("unknown host " + server.host());
            }
            socket.connect(target);
            return socket.getLocalAddress().getHostAddress();
        }
    }
}
