package io.arauto.gateway.rest;

import io.arauto.broker.TopicLog;

/** Answers that say how things are now, with the {@code lastId} from which a socket goes on without a gap. */
public final class Snapshots {
    private final TopicLog log;

    public Snapshots(TopicLog log) {
        this.log = log;
    }

    /** The id is read first: whatever comes after it is news to who has this answer. */
    public ApiHandler of(ApiHandler reading) {
        return request -> log.position(request.caller().tenant())
                .compose(position -> reading.handle(request).map(answer -> {
                    answer.body().put("lastId", position.toString());
                    return answer;
                }));
    }
}
