package io.arauto.gateway.policy;

import io.arauto.gateway.auth.Identity;
import java.util.ArrayList;
import java.util.List;

/** The names of a tenant's policies. */
final class PolicyName {
    static final String SETTINGS = "settings";
    private static final String REVOKED = "revoked:";

    private PolicyName() {}

    static String access(String userId) {
        return "access:" + userId;
    }

    /** That all sessions of a user were ended. */
    static String revokedUser(String userId) {
        return REVOKED + "user:" + userId;
    }

    /** That an application session was ended. */
    static String revokedSession(String sid) {
        return REVOKED + "session:" + sid;
    }

    static boolean isRevocation(String name) {
        return name.startsWith(REVOKED);
    }

    /** Those that concern a user. */
    static List<String> concerning(Identity user) {
        var names = new ArrayList<>(List.of(SETTINGS, access(user.userId()), revokedUser(user.userId())));
        var sid = user.applicationSession();
        if (sid != null) {
            names.add(revokedSession(sid));
        }
        return names;
    }
}
