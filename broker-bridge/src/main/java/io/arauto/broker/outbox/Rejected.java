package io.arauto.broker.outbox;

/** An entry that can never be stored, and why: one line for those who look at the dead letters. */
public record Rejected(OutboxEntry entry, String reason) {}
