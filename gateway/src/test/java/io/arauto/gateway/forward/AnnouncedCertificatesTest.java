package io.arauto.gateway.forward;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.gateway.tls.ServerCertificate;
import io.arauto.testkit.TestCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncedCertificatesTest {
    private final X509Certificate announced = TestCertificate.issue().leaf();
    private final X509Certificate other = TestCertificate.issue().leaf();
    private final AnnouncedCertificates trust =
            new AnnouncedCertificates(() -> Set.of(ServerCertificate.fingerprint(announced)));

    @Test
    void onlyWhatANodeHasAnnouncedIsTrusted() {
        assertThatCode(() -> trust.checkServerTrusted(chain(announced), "EC")).doesNotThrowAnyException();
        for (var stranger : new X509Certificate[][] {chain(other), chain(other, announced), chain()}) {
            assertThatThrownBy(() -> trust.checkServerTrusted(stranger, "EC")).isInstanceOf(CertificateException.class);
        }
    }

    @Test
    void nobodyIsTrustedAsAClient() {
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(announced), "EC"))
                .isInstanceOf(CertificateException.class);
    }

    private static X509Certificate[] chain(X509Certificate... certificates) {
        return certificates;
    }
}
