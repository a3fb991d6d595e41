package io.arauto.gateway.event;

/**
 * On whose behalf something is done, as logs name it.
 *
 * @param session empty for a back end
 */
public record Whose(String tenant, String user, String session) {}
