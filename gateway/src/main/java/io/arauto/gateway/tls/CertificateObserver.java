package io.arauto.gateway.tls;

import java.time.Instant;

/** Is told what became of the files. */
public interface CertificateObserver {
    void certificateRead(Instant expires);

    /** The files have changed to what can't be used. */
    void certificateRefused();
}
