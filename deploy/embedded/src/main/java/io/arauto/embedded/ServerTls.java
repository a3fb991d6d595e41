package io.arauto.embedded;

import java.nio.file.Path;

/**
 * How an embedded Redis speaks TLS, on a port beside the one for plain text, and with its own kind. Its clients need no certificate.
 *
 * @param certificate PEM, with those that it was signed with, which it trusts
 * @param key PEM
 */
public record ServerTls(Path certificate, Path key) {
    /** What is added to the command line of a server that does so on {@code port}. */
    public String[] on(int port) {
        return new String[] {
            "--tls-port",
            String.valueOf(port),
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-ca-cert-file",
            certificate.toString(),
            "--tls-auth-clients",
            "no",
            "--tls-replication",
            "yes",
            "--tls-cluster",
            "yes"
        };
    }
}
