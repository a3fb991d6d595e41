package io.arauto.standalone;

import io.vertx.core.Vertx;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;

/** Issues the demo users' tokens, as the back end of an ERP would. */
final class DemoTokens {

    private final JWTAuth signer;

    DemoTokens(Vertx vertx, String secret) {
        signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)));
    }

    String issue(DemoUser user) {
        return signer.generateToken(user.claims(Instant.now()));
    }
}
