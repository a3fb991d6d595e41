package io.arauto.gateway.engineio;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxies before this node, which are believed when they say for whom a request is ({@code X-Forwarded-For}, {@code Forwarded} of RFC 7239).
 * Each proxy adds at the right whom it got the request from, so the client is the right-most who is no trusted proxy; what stands left of it
 * anybody may have written.
 */
public final class TrustedProxies {
    private static final String LIST = "X-Forwarded-For";
    private static final String STANDARD = "Forwarded";
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=(\"[^\"]*\"|[^;\"]*)\\s*(?:;|$)");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]+)](:[0-9]{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** Empty when one of them is no address and no network. */
    public static Optional<TrustedProxies> of(Collection<String> texts) {
        var networks =
                texts.stream().map(Network::parse).flatMap(Optional::stream).toList();
        return networks.size() == texts.size() ? Optional.of(new TrustedProxies(networks)) : Optional.empty();
    }

    /** The address of the client behind a request, in digits. */
    public String clientOf(HttpServerRequest request) {
        var peer = request.remoteAddress();
        return peer == null ? "" : clientOf(peer.hostAddress(), request.headers());
    }

    /** Most proxies write one of the two headers and pass on whatever the other says: when both speak they must agree, or neither counts. */
    String clientOf(String peer, MultiMap headers) {
        var address = Network.address(peer);
        if (networks.isEmpty() || address.isEmpty() || !isTrusted(address.get())) {
            return address.map(InetAddress::getHostAddress).orElse(peer);
        }
        var list = client(address.get(), hops(headers.getAll(LIST)));
        var standard = client(address.get(), hops(headers.getAll(STANDARD)).map(TrustedProxies::forPart));
        var told = headers.contains(LIST) ? list : standard;
        var disputed = headers.contains(LIST) && headers.contains(STANDARD) && !list.equals(standard);
        return (disputed ? address.get() : told).getHostAddress();
    }

    private InetAddress client(InetAddress peer, Stream<String> hops) {
        var client = peer;
        for (var hop : new ArrayList<>(hops.toList()).reversed()) {
            var before = parse(hop);
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
            if (!isTrusted(client)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static Stream<String> hops(List<String> lines) {
        return lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).map(String::strip);
    }

    private static String forPart(String element) {
        var found = FOR.matcher(element);
        return found.find() ? found.group(1).replace("\"", "").strip() : "";
    }

    /** With or without a port. Empty for {@code unknown}, for names, and for garbage. */
    private static Optional<InetAddress> parse(String node) {
        for (var form : List.of(BRACKETED, WITH_PORT)) {
            var found = form.matcher(node);
            if (found.matches()) {
                return Network.address(found.group(1));
            }
        }
        return Network.address(node);
    }
}
