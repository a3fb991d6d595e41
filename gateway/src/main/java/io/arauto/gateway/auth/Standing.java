package io.arauto.gateway.auth;

/** What a user may do at present by the word of the tenant's administrators, beyond what the token says. */
public record Standing(Access access, Limits limits) {
    public static final Standing UNRESTRICTED = new Standing(Access.FULL, Limits.NONE);
}
