package io.arauto.gateway.tls;

import io.arauto.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of a certificate. By their contents, since what mounts secrets exchanges links, of which watching a directory tells little;
 * and what is new must be the same at two looks, since certificate and key are rarely written at one moment.
 */
public final class CertificateWatch {
    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final CertificateFiles files;
    private final CertificateObserver observer;
    private @Nullable Look last;
    private @Nullable Look judged;

    /** What was found: certificate and key, or a complaint. */
    private record Look(Optional<CertificateFiles.Contents> contents, String complaint) {}

    public CertificateWatch(Vertx vertx, CertificateFiles files, CertificateObserver observer) {
        this.vertx = vertx;
        this.files = files;
        this.observer = observer;
    }

    /** The certificate to begin with; fails with {@link ConfigException} when it can't be used. */
    public Future<ServerCertificate> read() {
        return vertx.executeBlocking(this::first).map(Objects::requireNonNull);
    }

    private ServerCertificate first() {
        var contents = files.read();
        var certificate = ServerCertificate.of(vertx, contents);
        judged = new Look(Optional.of(contents), "");
        observer.certificateRead(certificate.expires());
        return certificate;
    }

    /** From now on, {@code taker} gets each other certificate that can be used; for as long as there is a process. */
    public void follow(Consumer<ServerCertificate> taker) {
        vertx.setPeriodic(
                PERIOD.toMillis(),
                _ -> vertx.executeBlocking(this::look).onSuccess(changed -> changed.ifPresent(taker)));
    }

    private Optional<ServerCertificate> look() {
        var look = contents();
        var settled = look.equals(last);
        last = look;
        if (!settled || look.equals(judged)) {
            return Optional.empty();
        }
        judged = look;
        return judge(look);
    }

    private Look contents() {
        try {
            return new Look(Optional.of(files.read()), "");
        } catch (ConfigException unreadable) {
            return new Look(Optional.empty(), String.valueOf(unreadable.getMessage()));
        }
    }

    private Optional<ServerCertificate> judge(Look look) {
        try {
            var contents = look.contents().orElseThrow(() -> new ConfigException(look.complaint()));
            var certificate = ServerCertificate.of(vertx, contents);
            observer.certificateRead(certificate.expires());
            return Optional.of(certificate);
        } catch (ConfigException wrong) {
            log.error("certificate_refused reason={}", wrong.getMessage());
            observer.certificateRefused();
            return Optional.empty();
        }
    }
}
