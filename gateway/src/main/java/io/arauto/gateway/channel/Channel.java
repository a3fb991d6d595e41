package io.arauto.gateway.channel;

import io.arauto.gateway.auth.Identity;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tenant where events are published: a channel, open to those with certain permissions, or a private group of certain users.
 *
 * @param permissions any one of them lets a user read; {@code all} lets everyone
 * @param publish any one of them lets a user write
 * @param members of a group, who read and write; null for a channel
 */
public record Channel(
        String name,
        String title,
        String description,
        Set<String> permissions,
        Set<String> publish,
        @Nullable Set<String> members) {
    private static final String EVERYONE = "all";

    /** A channel that those who read it may also write. */
    static Channel open(String name, String title, String description, Set<String> permissions) {
        return new Channel(name, title, description, permissions, permissions, null);
    }

    static Channel group(String name, String title, Set<String> members) {
        return new Channel(name, title, "", Set.of(), Set.of(), Set.copyOf(members));
    }

    Channel withMembers(Set<String> changed) {
        return new Channel(name, title, description, permissions, publish, Set.copyOf(changed));
    }

    public boolean isGroup() {
        return members != null;
    }

    /** Whether it comes to this user by itself; a principal may read all groups, but need not hear them. */
    boolean belongsTo(Identity user) {
        return isMember(user) || (!isGroup() && readableBy(user));
    }

    boolean isMember(Identity user) {
        return members != null && members.contains(user.userId());
    }

    public boolean readableBy(Identity user) {
        return user.principal() || (isGroup() ? isMember(user) : grants(permissions, user));
    }

    /** ERP back ends, which hold a service token, write everywhere in their tenant. */
    public boolean writableBy(Identity user) {
        return user.principal() || user.isService() || (isGroup() ? isMember(user) : grants(publish, user));
    }

    public boolean chattableBy(Identity user) {
        return writableBy(user) && user.mayChat();
    }

    /** {@code {name, title, description, kind, permissions, publish?, members?}}. */
    public JsonObject toJson() {
        var json = new JsonObject()
                .put("name", name)
                .put("title", title)
                .put("description", description)
                .put("kind", isGroup() ? "group" : "channel")
                .put("permissions", permissions.stream().sorted().toList());
        if (!publish.equals(permissions)) {
            json.put("publish", publish.stream().sorted().toList());
        }
        return members == null
                ? json
                : json.put("members", members.stream().sorted().toList());
    }

    /** Of what {@link #toJson} wrote. */
    static Channel of(JsonObject json) {
        var permissions = words(json, "permissions");
        return new Channel(
                json.getString("name"),
                json.getString("title"),
                json.getString("description"),
                permissions,
                json.containsKey("publish") ? words(json, "publish") : permissions,
                json.containsKey("members") ? words(json, "members") : null);
    }

    private static Set<String> words(JsonObject json, String field) {
        var words = new HashSet<String>();
        json.getJsonArray(field).forEach(word -> words.add(String.valueOf(word)));
        return Set.copyOf(words);
    }

    private static boolean grants(Set<String> permissions, Identity user) {
        return permissions.contains(EVERYONE) || permissions.stream().anyMatch(user::may);
    }
}
