package io.arauto.gateway.channel;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The channels of a tenant: those that every tenant starts with. */
public final class Channels {
    private static final List<Channel> DEFAULTS = List.of(
            new Channel("geral", "Geral", "Canal público para toda a empresa", Set.of("all")),
            new Channel("vendas", "Vendas", "Notificações do módulo de vendas", Set.of("vendas", "admin")),
            new Channel("financeiro", "Financeiro", "Alertas financeiros", Set.of("financeiro", "admin")),
            new Channel("estoque", "Estoque", "Atualizações de estoque", Set.of("estoque", "admin")),
            new Channel("sistema", "Sistema", "Mensagens automáticas", Set.of("admin"), Set.of("service")));
    private static final Map<String, Channel> BY_NAME =
            DEFAULTS.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));

    public List<Channel> readableBy(Identity user) {
        return DEFAULTS.stream().filter(channel -> channel.readableBy(user)).toList();
    }

    public Optional<Channel> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The channel, for one who may read it. */
    public Channel readable(Identity user, String name) {
        return require(name, channel -> channel.readableBy(user));
    }

    /** The channel, for one who may publish notifications and data in it. */
    public Channel writable(Identity user, String name) {
        return require(name, channel -> channel.writableBy(user));
    }

    /** The channel, for one who may chat in it. */
    public Channel chattable(Identity user, String name) {
        return require(name, channel -> channel.chattableBy(user));
    }

    private Channel require(String name, Predicate<Channel> allowed) {
        var channel = find(name).orElseThrow(() -> Refusal.notFound("there is no channel " + name));
        if (!allowed.test(channel)) {
            throw Refusal.forbidden("no permission for channel " + name);
        }
        return channel;
    }
}
