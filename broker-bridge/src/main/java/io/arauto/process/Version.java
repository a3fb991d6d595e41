package io.arauto.process;

/** The version of Arauto that is running. */
public final class Version {
    private Version() {}

    /** As the packaged jar states it; {@code development} outside of one. */
    public static String current() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
