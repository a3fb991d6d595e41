package io.arauto.gateway.rest;

/** Told of every answer, for figures; from any event loop. */
@FunctionalInterface
public interface ApiObserver {
    /**
     * @param route method and path as they were declared, or {@code unknown}
     * @param nanos from the request's head to its answer
     */
    void answered(String route, int status, long nanos);
}
