package io.arauto.loadtest.socketio;

import io.arauto.loadtest.Tokens;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Users with their tokens for {@code feed(…)}: puts {@code tenant}, {@code user} and {@code token} into a virtual user's session. Tenants are
 * named after the run, so that no run finds what another left.
 */
public final class Accounts {
    private final String secret;
    private final String run;

    public Accounts(String secret, String run) {
        this.secret = secret;
        this.run = run;
    }

    /** The users of one tenant, numbered from {@code first}, without end. */
    public Iterator<Map<String, Object>> of(String tenant, int first, String... permissions) {
        var next = new AtomicInteger(first);
        return Stream.generate(() -> account(tenant, next.getAndIncrement(), List.of(permissions)))
                .iterator();
    }

    /** Users of so many tenants in turn, without end: {@code t0} 1, {@code t1} 1, …, {@code t0} 2, … */
    public Iterator<Map<String, Object>> over(int tenants, String... permissions) {
        return over(tenants, 1, permissions);
    }

    /** The same, numbered from {@code first} in each tenant. */
    public Iterator<Map<String, Object>> over(int tenants, int first, String... permissions) {
        var next = new AtomicInteger();
        return Stream.generate(next::getAndIncrement)
                .map(number -> account("t" + number % tenants, number / tenants + first, List.of(permissions)))
                .iterator();
    }

    public Map<String, Object> account(String tenant, int user, List<String> permissions) {
        var name = run + '-' + tenant;
        return Map.of("tenant", tenant, "user", user, "token", new Tokens(secret, name).of(user, permissions));
    }
}
