package io.arauto.broker;

import java.util.regex.Pattern;

/** A company, by the name that its users' tokens carry: {@code [A-Za-z0-9][A-Za-z0-9_.-]{0,63}}. */
public record Tenant(String name) {
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    public Tenant {
        if (!RULE.matcher(name).matches()) {
            throw new InvalidName("a tenant takes 1 to 64 of A-Z a-z 0-9 _ . - and starts with a letter or digit");
        }
    }
}
