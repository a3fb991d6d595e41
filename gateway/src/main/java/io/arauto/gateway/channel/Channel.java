package io.arauto.gateway.channel;

import io.arauto.gateway.auth.Identity;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * A place in a tenant where events are published.
 *
 * @param permissions any one of them lets a user read; {@code all} lets everyone
 * @param publish any one of them lets a user write
 */
public record Channel(String name, String title, String description, Set<String> permissions, Set<String> publish) {
    private static final String EVERYONE = "all";
    private static final String CHAT = "chat";

    /** A channel that those who read it may also write. */
    Channel(String name, String title, String description, Set<String> permissions) {
        this(name, title, description, permissions, permissions);
    }

    public boolean readableBy(Identity user) {
        return user.principal() || grants(permissions, user);
    }

    /** ERP back ends, which hold a service token, write everywhere in their tenant. */
    public boolean writableBy(Identity user) {
        return user.principal() || user.isService() || grants(publish, user);
    }

    public boolean chattableBy(Identity user) {
        return writableBy(user) && (user.principal() || user.isService() || user.may(CHAT));
    }

    /** {@code {name, title, description, kind, permissions}}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("name", name)
                .put("title", title)
                .put("description", description)
                .put("kind", "channel")
                .put("permissions", permissions.stream().sorted().toList());
    }

    private static boolean grants(Set<String> permissions, Identity user) {
        return permissions.contains(EVERYONE) || permissions.stream().anyMatch(user::may);
    }
}
