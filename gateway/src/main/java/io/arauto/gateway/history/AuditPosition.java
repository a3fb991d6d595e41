package io.arauto.gateway.history;

import java.util.regex.Pattern;

/** The place of a record in the audit of a tenant; from the outside a word that means nothing. */
record AuditPosition(long millis, String source) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}\\.[A-Za-z0-9_-]{1,60}");
    static final AuditPosition NEWEST = new AuditPosition(Long.MAX_VALUE, "");

    static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Of what {@link #toString} wrote and {@link #isValid} accepts. */
    static AuditPosition parse(String text) {
        var dot = text.indexOf('.');
        return new AuditPosition(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return millis + "." + source;
    }
}
