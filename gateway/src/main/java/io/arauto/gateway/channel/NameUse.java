package io.arauto.gateway.channel;

/** What the name of a channel stands for in a tenant, or stood for before it was deleted. */
enum NameUse {
    FREE,
    CHANNEL,
    GROUP;

    static NameUse of(Channel channel) {
        return channel.isGroup() ? GROUP : CHANNEL;
    }
}
