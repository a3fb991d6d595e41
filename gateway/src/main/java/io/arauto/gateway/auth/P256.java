package io.arauto.gateway.auth;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The curve of ES256; there are others of 256 bits. */
final class P256 {
    static final ECParameterSpec CURVE = curve();

    private P256() {}

    static boolean isCurveOf(ECPublicKey key) {
        var parameters = key.getParams();
        return parameters.getCurve().equals(CURVE.getCurve())
                && parameters.getOrder().equals(CURVE.getOrder());
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
