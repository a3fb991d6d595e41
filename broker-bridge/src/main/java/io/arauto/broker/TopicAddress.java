package io.arauto.broker;

/** A topic of a tenant. */
public record TopicAddress(Tenant tenant, Topic topic) {}
