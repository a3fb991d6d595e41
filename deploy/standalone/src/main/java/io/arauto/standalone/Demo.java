package io.arauto.standalone;

import static java.util.stream.Collectors.joining;

/** What the quickstart has to show, once it runs. */
record Demo(int port, String secret) {

    String url() {
        return "http://localhost:" + port;
    }

    /** The table that ends the start; its last line is {@code READY} and the address. */
    String table() {
        return """

                  console  %s/
                  tenant   %s
                  secret   %s (HS256: sign more tokens with it)

                %s

                READY %s""".formatted(
                        url(),
                        DemoUser.TENANT,
                        secret,
                        DemoUser.ALL.stream().map(this::line).collect(joining("\n")),
                        url());
    }

    private String line(DemoUser user) {
        var rights = user.isPrincipal() ? "isPrincipal" : String.join(", ", user.permissions());
        return "  %d %-13s %-14s %s".formatted(user.id(), user.username(), rights, new DemoTokens(secret).issue(user));
    }
}
