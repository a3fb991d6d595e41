package io.arauto.testkit;

import java.io.IOException;
import java.net.Socket;

/** Reads what a server sends to a bare socket, whatever protocol it is. */
public final class SocketText {
    private static final int PIECE = 65_536;

    private SocketText() {}

    /** Everything as far as {@code end}, a character each octet; less when the server ends the connection before. */
    public static String until(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            var octet = socket.getInputStream().read();
            if (octet < 0) {
                break;
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    /** The number of octets until the server ends the connection, by a reset or otherwise. */
    public static long lengthToTheEnd(Socket socket) {
        var total = 0L;
        try {
            var buffer = new byte[PIECE];
            for (var n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                total += n;
            }
        } catch (IOException reset) {
            // Which is an end, too.
        }
        return total;
    }
}
