package io.arauto.gateway.rest;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.vertx.core.json.JsonObject;

/** Told who changed what by a request, and what was refused to whom; from any event loop. */
public interface CallObserver {
    /**
     * A PUT or DELETE was done.
     *
     * @param route such as {@code PUT /channels/{name}}
     * @param details {@code {path, address, body?}}
     */
    void changed(Identity caller, String route, JsonObject details);

    void refused(Identity caller, String route, ErrorCode code);
}
