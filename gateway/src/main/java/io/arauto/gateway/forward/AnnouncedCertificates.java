package io.arauto.gateway.forward;

import io.arauto.gateway.tls.ServerCertificate;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the certificates that live nodes have announced in Redis, and nothing else. Nodes reach each other by addresses that no certificate
 * names, and often with certificates of an authority of the house; what is in Redis, which holds the keys of all nodes, says more than either.
 */
final class AnnouncedCertificates extends X509ExtendedTrustManager {
    private final Supplier<Set<String>> fingerprints;

    AnnouncedCertificates(Supplier<Set<String>> fingerprints) {
        this.fingerprints = fingerprints;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !fingerprints.get().contains(ServerCertificate.fingerprint(chain[0]))) {
            throw new CertificateException("no node has announced this certificate");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("clients show no certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
