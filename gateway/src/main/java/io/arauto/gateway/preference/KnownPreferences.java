package io.arauto.gateway.preference;

import io.vertx.core.json.JsonObject;

/** Preferences as they were at some revision; of two, those of the higher revision are in force. */
record KnownPreferences(long revision, Preferences preferences) {
    /** Of users who have never set any. */
    static final KnownPreferences NONE = new KnownPreferences(0, Preferences.NONE);

    private static final String REVISION = "revision";

    /** As {@link #toJson} writes it. */
    static KnownPreferences parse(JsonObject json) {
        return new KnownPreferences(json.getLong(REVISION, 0L), PreferencesReader.stored(json));
    }

    JsonObject toJson() {
        return preferences.toJson().put(REVISION, revision);
    }
}
