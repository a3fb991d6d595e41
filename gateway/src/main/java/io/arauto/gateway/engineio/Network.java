package io.arauto.gateway.engineio;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A range of IP addresses, as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. */
final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Empty when the text is no such range; names are not looked up. */
    static Optional<Network> parse(String text) {
        var slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash))
                .map(InetAddress::getAddress)
                .flatMap(address -> {
                    var most = address.length * Byte.SIZE;
                    return (slash < 0 ? Optional.of(most) : length(text.substring(slash + 1), most))
                            .map(bits -> new Network(address, bits));
                });
    }

    private static Optional<Integer> length(String text, int most) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(bits -> bits <= most);
    }

    /** An address written in digits; one of IPv4 that is written as IPv6 is one of IPv4. */
    static Optional<InetAddress> address(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null || text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        var bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        var whole = bits / Byte.SIZE;
        var rest = bits % Byte.SIZE;
        return Arrays.equals(bytes, 0, whole, address, 0, whole)
                && (rest == 0 || (bytes[whole] ^ address[whole]) >> (Byte.SIZE - rest) == 0);
    }
}
