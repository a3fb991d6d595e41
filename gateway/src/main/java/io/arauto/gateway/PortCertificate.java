package io.arauto.gateway;

import io.arauto.broker.NodeDirectory;
import io.arauto.gateway.tls.CertificateWatch;
import io.arauto.gateway.tls.ServerCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the client port its certificate, and another one when the files change. The other nodes, which trust what is announced and nothing
 * else, are told of it before anyone is shown it, so that what they pass on never meets a certificate that they do not know.
 */
final class PortCertificate {
    private static final Logger log = LoggerFactory.getLogger(PortCertificate.class);
    /** The other nodes look into the directory every two seconds. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Optional<CertificateWatch> watch;
    private final NodeDirectory nodes;
    private final ClientPort port;
    private List<String> announced = List.of();

    /** @param watch none when the port speaks plain text */
    PortCertificate(Vertx vertx, Optional<CertificateWatch> watch, NodeDirectory nodes, ClientPort port) {
        this.vertx = vertx;
        this.watch = watch;
        this.nodes = nodes;
        this.port = port;
    }

    /** Opens the port. Fails with {@link io.arauto.config.ConfigException} when certificate or port can't be had. */
    Future<Void> open() {
        return watch.map(files -> files.read().compose(first -> {
                    announce(List.of(first.fingerprint()));
                    return port.open(Optional.of(first)).onSuccess(_ -> files.follow(this::exchange));
                }))
                .orElseGet(() -> port.open(Optional.empty()));
    }

    private void exchange(ServerCertificate next) {
        announce(
                Stream.concat(announced.stream(), Stream.of(next.fingerprint())).toList());
        vertx.setTimer(
                UNTIL_KNOWN.toMillis(),
                _ -> port.show(next)
                        .onSuccess(_ -> {
                            log.info(
                                    "certificate_changed fingerprint={} expires={}",
                                    next.fingerprint(),
                                    next.expires());
                            announce(announced.subList(announced.lastIndexOf(next.fingerprint()), announced.size()));
                        })
                        .onFailure(failure -> log.error("certificate_refused reason={}", failure.getMessage())));
    }

    private void announce(List<String> fingerprints) {
        announced = List.copyOf(fingerprints);
        nodes.show(announced);
    }
}
