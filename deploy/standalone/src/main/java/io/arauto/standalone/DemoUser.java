package io.arauto.standalone;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Someone of the demo tenant. */
record DemoUser(
        int id, String username, String name, String department, List<String> permissions, boolean isPrincipal) {

    static final String TENANT = "demo";
    static final List<DemoUser> ALL = List.of(
            new DemoUser(1, "joao.silva", "João Silva", "Vendas", List.of("vendas", "chat"), false),
            new DemoUser(2, "maria.santos", "Maria Santos", "Vendas", List.of("vendas", "chat"), false),
            new DemoUser(3, "ana.lima", "Ana Lima", "Diretoria", List.of("chat"), true),
            new DemoUser(4, "pedro.costa", "Pedro Costa", "Estoque", List.of("estoque", "chat"), false));

    private static final Duration VALIDITY = Duration.ofDays(7);

    JsonObject claims(Instant now) {
        return new JsonObject()
                .put("userId", id)
                .put("username", username)
                .put("name", name)
                .put("department", department)
                .put("tenantHash", TENANT)
                .put("permissions", new JsonArray(permissions))
                .put("isPrincipal", isPrincipal)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(VALIDITY).getEpochSecond());
    }
}
