package io.arauto.broker;

import java.util.regex.Pattern;

/** The rule for user ids: {@code [A-Za-z0-9][A-Za-z0-9_.@-]{0,47}}, so that two fit into the name of their conversation. */
public final class UserIds {
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,47}");

    private UserIds() {}

    public static boolean isValid(String id) {
        return RULE.matcher(id).matches();
    }
}
