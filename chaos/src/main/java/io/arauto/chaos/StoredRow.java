package io.arauto.chaos;

/** A row of history. */
record StoredRow(EventId id, String mark) {}
