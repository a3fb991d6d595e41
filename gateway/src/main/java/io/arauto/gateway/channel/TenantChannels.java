package io.arauto.gateway.channel;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The channels of one tenant as this node knows them: those that every tenant starts with, less and plus what it has changed. */
record TenantChannels(Map<String, Definition> definitions, Map<String, Channel> channels) {
    private static final List<Channel> DEFAULTS = List.of(
            Channel.open("geral", "Geral", "Canal público para toda a empresa", Set.of("all")),
            Channel.open("vendas", "Vendas", "Notificações do módulo de vendas", Set.of("vendas", "admin")),
            Channel.open("financeiro", "Financeiro", "Alertas financeiros", Set.of("financeiro", "admin")),
            Channel.open("estoque", "Estoque", "Atualizações de estoque", Set.of("estoque", "admin")),
            new Channel("sistema", "Sistema", "Mensagens automáticas", Set.of("admin"), Set.of("service"), null));

    static final TenantChannels UNCHANGED = new TenantChannels(Map.of(), overlaid(Map.of()));

    /** With what is newer of others. */
    TenantChannels with(Map<String, Definition> others) {
        var merged = new HashMap<>(definitions);
        others.forEach((name, definition) ->
                merged.merge(name, definition, (one, other) -> other.revision() > one.revision() ? other : one));
        return merged.equals(definitions) ? this : new TenantChannels(Map.copyOf(merged), overlaid(merged));
    }

    static Optional<Channel> byDefault(String name) {
        return DEFAULTS.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    Optional<Channel> find(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    Collection<Channel> all() {
        return channels.values();
    }

    /** In the order of the defaults, then by name. */
    private static Map<String, Channel> overlaid(Map<String, Definition> definitions) {
        var channels = new LinkedHashMap<String, Channel>();
        DEFAULTS.forEach(channel -> channels.put(channel.name(), channel));
        new TreeMap<>(definitions)
                .forEach((name, definition) -> definition
                        .channel()
                        .ifPresentOrElse(channel -> channels.put(name, channel), () -> channels.remove(name)));
        return Collections.unmodifiableMap(channels);
    }
}
