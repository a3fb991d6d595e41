package io.arauto.loadtest.lean;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Any number of members, who join a few at a time. An address of the server is good for as many as there are ports, so several take turns. */
final class Crowd {
    private static final int JOINING_AT_ONCE = 50;
    private static final int PORTS = 20_000;

    private final Vertx vertx;
    private final URI url;
    private final NetClient client;
    private final List<Member> members = new ArrayList<>();

    /**
     * @param wish a packet that it sends when its session is there; only when that is acked has it joined
     * @param frames gets what the member is sent
     */
    record Guest(String token, Optional<String> wish, Consumer<Buffer> frames) {
        Guest(String token, Consumer<Buffer> frames) {
            this(token, Optional.empty(), frames);
        }
    }

    Crowd(Vertx vertx, URI url) {
        this.vertx = vertx;
        this.url = url;
        this.client = Member.client(vertx, url);
    }

    /** @param guests the first is 1 */
    Future<Void> join(int count, IntFunction<Guest> guests) {
        return new Joining(count, guests).begin();
    }

    /** Who joined last. */
    Member last() {
        return members.getLast();
    }

    /**
     * The server as given, then {@code 127.0.0.2} and so on, which are loopback too. Own addresses would not do: binding to one looks for a port
     * that no connection has to any server, and gets slower with each.
     */
    private URI address(int place) {
        var number = place / PORTS;
        return number == 0 ? url : url.resolve("//127.0.0." + (number + 1) + ':' + url.getPort());
    }

    Future<Void> leave() {
        members.forEach(Member::leave);
        return client.close();
    }

    /** As one joins, the next one comes. */
    private final class Joining {
        private final int count;
        private final IntFunction<Guest> guests;
        private final Promise<Void> done = Promise.promise();
        private int come;
        private int joined;

        Joining(int count, IntFunction<Guest> guests) {
            this.count = count;
            this.guests = guests;
        }

        Future<Void> begin() {
            vertx.getOrCreateContext().runOnContext(_ -> {
                for (var index = 0; index < Math.min(JOINING_AT_ONCE, count); index++) {
                    next();
                }
            });
            return done.future();
        }

        private void next() {
            if (come < count) {
                come++;
                var guest = guests.apply(come);
                Member.join(client, address(members.size() + come - joined), guest.token(), guest.frames())
                        .compose(member -> guest.wish()
                                .map(member::ask)
                                .orElseGet(Future::succeededFuture)
                                .map(member))
                        .onComplete(this::welcome, done::tryFail);
            }
        }

        private void welcome(Member member) {
            members.add(member);
            joined++;
            if (joined == count) {
                done.tryComplete();
            }
            next();
        }
    }
}
